// @ts-check
import { el } from '../page/dom.js'
import { duration, family, legible, reason, timeOfDay } from '../page/format.js'

/** @typedef {import('./journal.js').Summary} Summary */

/** Every path has it, so it is shown dimly. */
const PREFIX = '/api/v2'

/** @param {Summary} entry @param {{ isMember: boolean }} options whether it stands under a group */
export function drawRow(entry, { isMember }) {
  const { method, url, error, whom } = entry
  const prefix = url.startsWith(PREFIX) ? PREFIX : ''
  const status = entry.status === null ? 'no response' : String(entry.status)
  const [time = '', milliseconds = ''] = timeOfDay(entry.loggedDate).split('.')
  return {
    name: `${method} ${url}, ${status}`,
    cells: [
      el('td', { class: isMember ? 'time member' : 'time' }, time, el('span', { class: 'fine' }, `.${milliseconds}`)),
      el('td', { class: 'method' }, method),
      el(
        'td',
        { class: `status ${family(entry.status)}` },
        el('b', {}, entry.status === null ? '—' : status),
        el('span', {}, entry.status === null ? 'no response' : reason(entry.status)),
      ),
      el('td', { class: 'whom', title: whom ?? null }, whom ?? null),
      el(
        'td',
        { class: 'path' },
        el(
          'button',
          { type: 'button', class: 'open', title: url },
          prefix ? el('span', { class: 'prefix' }, prefix) : null,
          legible(url.slice(prefix.length)),
        ),
        entry.fault ? el('span', { class: 'tag fault' }, 'fault') : null,
        entry.notes.length > 0 ? el('span', { class: 'tag', title: entry.notes.join('\n') }, 'note') : null,
      ),
      el('td', { class: 'why', title: error ? toSentence(error) : null }, error ? toReason(error) : toWait(entry)),
      el('td', { class: 'number' }, toDuration(entry)),
    ],
  }
}

/** `email duplicate_value` @param {NonNullable<Summary['error']>} error */
export const toReason = ({ field, code, more }) =>
  [field, code, more ? `+${more}` : undefined].filter(part => part !== undefined).join(' ')

/** @param {NonNullable<Summary['error']>} error */
export const toSentence = ({ field, code, message }) =>
  `${field ? `${field}: ` : ''}${message ?? ''}${message ? ` (${code})` : code}`

/** Without a response: how long the client waited. @param {Summary} entry */
const toWait = ({ status, hanging, durationMs }) =>
  status !== null ? null : hanging ? 'waiting…' : `after ${duration(durationMs)}`

/** @param {{ hanging?: true, durationMs: number }} entry */
export const toDuration = ({ hanging, durationMs }) => (hanging ? 'waiting…' : duration(durationMs))

/** @param {import('./groups.js').Group} group @param {boolean} isFolded */
export function drawGroup({ title, note, entries }, isFolded) {
  const newest = /** @type {Summary} */ (entries.at(-1))
  return {
    name: `${title}, ${entries.length} requests, ${isFolded ? 'folded' : 'unfolded'}`,
    cells: [
      el('td', { class: 'time' }, timeOfDay(newest.loggedDate).slice(0, 8)),
      el(
        'td',
        { class: 'group' },
        el('button', { type: 'button', class: 'open', 'aria-expanded': String(!isFolded) }, title),
        el('span', { class: 'count' }, String(entries.length)),
        el('span', { class: 'note' }, note),
      ),
    ],
  }
}
