// @ts-check
import { call } from '../page/api.js'
import { arrange, byId, el } from '../page/dom.js'
import { duration, plural, roughly } from '../page/format.js'
import { attempt, say } from '../page/notice.js'
import { now } from './clock.js'

/** Each is for the next request only. */
const PRESETS = [
  { label: '429', hint: 'wait 30 s', fault: { status: 429, headers: { 'Retry-After': '30' } } },
  { label: '500', hint: 'server error', fault: { status: 500 } },
  { label: '503', hint: 'unavailable', fault: { status: 503 } },
  { label: 'Timeout', hint: 'no response', fault: { kind: 'hang' } },
  { label: 'Drop', hint: 'conn. reset', fault: { kind: 'reset' } },
  { label: 'Slow', hint: '2 s late', fault: { delayMs: 2000 } },
]

const KINDS = /** @type {Record<string, string>} */ ({
  hang: 'No response',
  reset: 'Connection reset',
  'cut-off': 'Body cut off',
  malformed: 'Malformed JSON',
})

let known = /** @type {any[]} */ ([])

export async function refreshFaults() {
  const { faults } = await call('GET', '/faults')
  known = faults
  drawFaults()
}

/** Keeps a line while its fault is the same, so that a refresh does not move the focus. */
function drawFaults() {
  const list = byId('faults')
  const lines = new Map([...list.children].map(line => [line.dataset.fault, line]))
  const wanted = known.map(fault => {
    const line = lines.get(toName(fault)) ?? faultLine(fault)
    const left = line.querySelector('.left')
    if (left.textContent !== toTimesLeft(fault)) left.textContent = toTimesLeft(fault)
    return line
  })
  arrange(list, wanted)
  byId('faults-clear').hidden = known.length < 2
  byId('controls-count').textContent = known.length > 0 ? String(known.length) : ''
}

/** Another mock on the same port has its own faults of the same ids. @param {any} fault */
const toName = fault => [fault.id, toEffect(fault), toRequests(fault)].join(' ')

/** @param {any} fault */
const faultLine = fault =>
  el(
    'li',
    { 'data-fault': toName(fault) },
    el(
      'p',
      {},
      el('b', {}, toEffect(fault), ' ', el('span', { class: 'id', title: `Fault ${fault.id}` }, fault.id)),
      el('span', {}, toRequests(fault), ', '),
      el('span', { class: 'left' }),
    ),
    el(
      'button',
      {
        type: 'button',
        class: 'close',
        'aria-label': `Remove fault ${fault.id}: ${toEffect(fault)}`,
        title: 'Remove',
        onclick: attempt(() => remove(fault.id)),
      },
      '×',
    ),
  )

/** @param {any} fault */
export function toEffect(fault) {
  const retryAfter = Object.entries(fault.headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after')?.[1]
  const parts = [
    KINDS[fault.kind] ?? (fault.status ? String(fault.status) : ''),
    retryAfter === undefined ? '' : `Retry-After ${retryAfter}`,
    fault.delayMs ? `${duration(fault.delayMs)} late` : '',
  ]
  return parts.filter(Boolean).join(', ') || 'Responds as usual'
}

/** @param {any} fault */
function toRequests({ match = {}, probability }) {
  const words = [
    match.method,
    match.path ?? (match.method ? '' : 'any request'),
    match.bodyContains ? `with “${match.bodyContains}”` : '',
  ]
  if (match.body || match.query || match.headers) words.push('that match')
  return (
    words.filter(Boolean).join(' ') +
    (probability === undefined || probability === 1 ? '' : `, ${Number((probability * 100).toPrecision(6))} %`)
  )
}

/** @param {any} fault */
function toTimesLeft({ remaining, matched, expiresAt }) {
  const times =
    typeof remaining === 'number'
      ? `${remaining} left`
      : matched === 0
        ? 'not hit yet'
        : `hit ${plural(matched, 'time')}`
  const seconds = (new Date(expiresAt).getTime() - now()) / 1000
  return Number.isFinite(seconds) ? `${times}, ends in ${roughly(seconds)}` : times
}

/** @param {Record<string, unknown>} definition @returns {Promise<any>} the fault as it stands */
export async function addFault(definition) {
  const fault = await call('POST', '/faults', { body: definition })
  await refreshFaults()
  return fault
}

/** @param {string} id */
async function remove(id) {
  await call('DELETE', `/faults/${encodeURIComponent(id)}`)
  await refreshFaults()
  byId('fault-custom').focus()
  say('The fault is removed.')
}

byId('fault-presets').append(
  ...PRESETS.map(({ label, hint, fault }) =>
    el(
      'button',
      {
        type: 'button',
        onclick: attempt(async () => {
          const { value: method, selectedOptions } = byId('fault-target')
          await addFault({ ...fault, times: 1, ...(method && { match: { method } }) })
          say(`The next ${selectedOptions[0].text} gets: ${toEffect(fault)}.`)
        }),
      },
      el('b', {}, label),
      el('span', {}, hint),
    ),
  ),
)

byId('faults-clear').addEventListener(
  'click',
  attempt(async () => {
    await call('DELETE', '/faults')
    await refreshFaults()
    byId('fault-custom').focus()
    say('All faults are removed.')
  }),
)
