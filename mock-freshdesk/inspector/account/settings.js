// @ts-check
import { call } from '../page/api.js'
import { el } from '../page/dom.js'
import { attempt, say } from '../page/notice.js'

const GENERATIONS = [2022, 2024, 2026]

const SWITCHES = [
  ['uniquePhone', 'Two contacts cannot share a phone number'],
  ['uniqueMobile', 'Two contacts cannot share a mobile number'],
  ['magicEmails', 'Emails such as ada+429@example.com fail on purpose'],
]

const generation = el(
  'select',
  { id: 'generation', 'aria-describedby': 'generation-hint' },
  ...GENERATIONS.map(year => el('option', {}, String(year))),
)
const latency = el('input', {
  type: 'number',
  id: 'latency',
  min: 0,
  max: 60_000,
  step: 1,
  required: true,
  'aria-describedby': 'latency-hint',
})
const latencyForm = el('form', { class: 'row' }, latency, el('button', { type: 'submit' }, 'Set'))
const switches = SWITCHES.map(([name = '', label = '']) => ({
  name,
  label,
  box: el('input', { type: 'checkbox', name }),
}))

export const settingsSection = el(
  'section',
  { 'aria-labelledby': 'settings-title' },
  el('h2', { id: 'settings-title' }, 'Settings'),
  line('generation', 'Generation', 'Keys, order and headers as Freshdesk sent them in that year', generation),
  line('latency', 'Latency', 'Delays every response, in milliseconds', latencyForm),
  ...switches.map(({ label, box }) => el('label', { class: 'check' }, box, label)),
  el('p', { class: 'hint' }, 'A reset returns to the values of the start.'),
)

/** @param {string} id @param {string} label @param {string} hint @param {Node} control */
function line(id, label, hint, control) {
  const words = el('span', {}, el('label', { for: id }, label), el('small', { id: `${id}-hint` }, hint))
  return el('div', { class: 'line' }, words, control)
}

export const refreshSettings = async () => show(await call('GET', '/settings'))

/** Leaves alone what the tester is changing. @param {any} settings */
function show(settings) {
  const isBeingChanged = (/** @type {HTMLElement} */ control) => document.activeElement === control
  if (!isBeingChanged(generation)) generation.value = String(settings.generation)
  if (!isBeingChanged(latency)) latency.value = String(settings.latencyMs)
  for (const { name, box } of switches) box.checked = settings[name]
}

/** @param {Record<string, unknown>} change @param {string} said */
async function set(change, said) {
  show(await call('PATCH', '/settings', { body: change }))
  say(said)
}

generation.addEventListener(
  'change',
  attempt(() => set({ generation: Number(generation.value) }, `The account is of ${generation.value} now.`)),
)
for (const { name, label, box } of switches)
  box.addEventListener(
    'change',
    attempt(() => set({ [name]: box.checked }, `${box.checked ? 'On' : 'Off'}: ${label}.`)),
  )
latencyForm.addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault()
  attempt(() => set({ latencyMs: Number(latency.value) }, `Every response is ${latency.value} ms later now.`))()
})
