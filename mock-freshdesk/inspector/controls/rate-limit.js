// @ts-check
import { call } from '../page/api.js'
import { byId, el } from '../page/dom.js'
import { count, roughly } from '../page/format.js'
import { attempt, say } from '../page/notice.js'

const PLANS = ['trial', 'growth', 'pro', 'enterprise', 'off']

export const refreshLimit = async () => show(await call('GET', '/rate-limit'))

/** @param {any} window */
function show({ plan, limit, used, remaining, contactsLimit, contactsRemaining, resetsInSeconds }) {
  const off = plan === 'off' || limit === null
  const resets = resetsInSeconds ? `Resets in ${roughly(resetsInSeconds)}.` : 'Starts with the next request.'
  byId('limit').replaceChildren(
    ...(off
      ? [el('p', { class: 'hint' }, 'No limit: every request is answered.')]
      : [
          gauge('All requests', limit - remaining, limit),
          ...(contactsLimit === null ? [] : [gauge('GET /contacts', contactsLimit - contactsRemaining, contactsLimit)]),
          el('p', { class: 'hint' }, used >= limit ? `Used up: 429 until it resets. ${resets}` : `${resets}`),
        ]),
  )
  showPlan(String(plan), limit)
}

/** @param {string} label @param {number} used @param {number} limit */
function gauge(label, used, limit) {
  const share = limit > 0 ? used / limit : 1
  const bar = el('meter', {
    min: 0,
    max: Math.max(limit, 1),
    value: used,
    high: limit * 0.8,
    optimum: 0,
    'aria-label': label,
  })
  return el(
    'div',
    { class: share >= 1 ? 'gauge full' : 'gauge' },
    el('p', {}, el('span', {}, label), el('span', {}, el('b', {}, count(used)), ` of ${count(limit)} used`)),
    bar,
  )
}

/** @param {string} plan @param {number} limit */
function showPlan(plan, limit) {
  const select = byId('plan')
  const value = PLANS.includes(plan) ? plan : 'custom'
  select.dataset.shown = value
  if (document.activeElement === select || !byId('plan-custom').hidden) return
  const label = value === 'custom' ? `${count(Number(plan) || limit)} a minute` : undefined
  const options = PLANS.map(name => el('option', { value: name }, name === 'off' ? 'No limit' : `Plan: ${name}`))
  options.push(el('option', { value: 'custom' }, label ?? 'Other…'))
  if (label) options.push(el('option', { value: 'other' }, 'Other…'))
  select.replaceChildren(...options)
  select.value = value
}

/** @param {unknown} change @param {string} said */
async function set(change, said) {
  await call('POST', '/rate-limit', { body: change })
  await refreshLimit()
  say(said)
}

const custom = byId('plan-custom')
byId('plan').addEventListener(
  'change',
  attempt(async (/** @type {any} */ event) => {
    const plan = event.target.value
    custom.hidden = PLANS.includes(plan)
    if (!custom.hidden) return custom.elements.limit.focus()
    await set({ plan }, plan === 'off' ? 'There is no rate limit now.' : `The plan is ${plan} now.`)
  }),
)
/** Shows the current plan again after a custom limit that was not saved. */
export function closePlanForm() {
  custom.hidden = true
  byId('plan').value = byId('plan').dataset.shown
}
custom.addEventListener('keydown', (/** @type {any} */ event) => {
  if (event.key !== 'Escape') return
  event.stopPropagation()
  closePlanForm()
  byId('plan').focus()
})
custom.addEventListener('submit', (/** @type {any} */ event) => {
  event.preventDefault()
  const limit = Number(custom.elements.limit.value)
  custom.hidden = true
  attempt(set)({ plan: limit }, `${count(limit)} requests a minute are allowed now.`)
})
byId('limit-reset').addEventListener(
  'click',
  attempt(() => set({ reset: true }, 'A new rate-limit window has begun.')),
)
