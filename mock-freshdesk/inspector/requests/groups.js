// @ts-check
import { findPerson } from './people.js'

/** @typedef {import('./journal.js').Summary} Summary */

/** @typedef {{ key: string, title: string, note: string, entries: Summary[] }} Group */

/** A retry may wait for a Retry-After; a repair or a second write follows at once. */
const RETRY_MS = 300_000
const REPAIR_MS = 5_000
const SECOND_WRITE_MS = 1_000

/**
 * Requests by person or by event, the group with the newest request first. The requests of a group
 * are in the order of time. A group of one request is the request itself.
 * @param {Summary[]} shown oldest first
 * @param {'person' | 'event'} by
 * @returns {(Group | Summary)[]}
 */
export function toGroups(shown, by) {
  /** @type {Map<string, Summary[]>} */
  const open = new Map()
  /** @type {Set<Summary[]>} in the order of their newest request */
  const groups = new Set()
  for (const entry of shown) {
    const person = findPerson(entry) ?? `alone ${entry.id}`
    let members = open.get(person)
    const previous = members?.at(-1)
    if (!members || (by === 'event' && previous && !continues(previous, entry))) {
      members = []
      open.set(person, members)
    }
    members.push(entry)
    groups.delete(members)
    groups.add(members)
  }
  return [...groups]
    .reverse()
    .map(members => (members.length > 1 ? toGroup(members) : /** @type {Summary} */ (members[0])))
}

/**
 * The mock cannot see events. It takes a request for a part of the event before it when it retries,
 * repairs or completes the last request about the same person.
 * @param {Summary} previous
 * @param {Summary} entry
 */
function continues(previous, entry) {
  const { status, method } = previous
  const gap = Date.parse(entry.loggedDate) - Date.parse(previous.loggedDate) - previous.durationMs
  if (status === null || status === 429 || status >= 500)
    return gap < RETRY_MS && method === entry.method && previous.path === entry.path
  if (status >= 400 || method === 'GET') return gap < REPAIR_MS
  return gap < SECOND_WRITE_MS && isUpdate(method) && isUpdate(entry.method)
}

/** @param {string} method */
const isUpdate = method => method === 'PUT' || method === 'PATCH'

/** @param {Summary[]} entries @returns {Group} */
function toGroup(entries) {
  const first = /** @type {Summary} */ (entries[0])
  const names = entries.map(entry => entry.whom).filter(whom => whom !== undefined)
  const steps = entries.map(({ method, status }) => `${method} ${status ?? 'no response'}`)
  const shownSteps = steps.length > 4 ? [...steps.slice(0, 3), `${steps.length - 3} more`] : steps
  return {
    key: `group ${first.id}`,
    title: names.findLast(name => name.includes('@')) ?? names.at(-1) ?? `${first.method} ${first.path}`,
    note: shownSteps.join(' → '),
    entries,
  }
}
