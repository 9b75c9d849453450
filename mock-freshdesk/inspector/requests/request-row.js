// @ts-check
import { el } from './dom.js'
import { duration, family, legible, reason, timeOfDay } from './format.js'

/**
 * @typedef {{ id: string, seq: number, account: string, loggedDate: string, method: string, url:
 *   string, path: string, status: number | null, durationMs: number, fault?: string, notes:
 *   string[] }} Summary
 */

/** Every path has it, so it is shown dimly. */
const PREFIX = '/api/v2'

/** @param {Summary} entry */
export function drawRow(entry) {
  const prefix = entry.url.startsWith(PREFIX) ? PREFIX : ''
  const status = entry.status === null ? 'no response' : String(entry.status)
  const [time = '', milliseconds = ''] = timeOfDay(entry.loggedDate).split('.')
  return {
    name: `${entry.method} ${entry.url}, ${status}`,
    cells: [
      el('td', { class: 'time' }, time, el('span', { class: 'fine' }, `.${milliseconds}`)),
      el('td', { class: 'method' }, entry.method),
      el(
        'td',
        { class: `status ${family(entry.status)}` },
        el('b', {}, entry.status === null ? '—' : status),
        el('span', {}, entry.status === null ? 'no response' : reason(entry.status)),
      ),
      el(
        'td',
        { class: 'path' },
        el(
          'button',
          { type: 'button', class: 'open', title: entry.url },
          prefix ? el('span', { class: 'prefix' }, prefix) : null,
          legible(entry.url.slice(prefix.length)),
        ),
        entry.fault ? el('span', { class: 'tag fault' }, 'fault') : null,
        entry.notes.length > 0 ? el('span', { class: 'tag', title: entry.notes.join('\n') }, 'note') : null,
      ),
      el('td', { class: 'number' }, duration(entry.durationMs)),
    ],
  }
}
