// @ts-check

import { accountLabels } from '../page/accounts.js'
import { currentAccount } from '../page/api.js'
import { byId, el } from '../page/dom.js'
import { count, reason } from '../page/format.js'
import { keepInAddress, rememberFilters } from '../page/router.js'
import { entries } from './journal.js'
import { findPerson, findPersonOf } from './people.js'
import { forgetFound, isFoundInBody, searchBodies } from './search-bodies.js'

/** @typedef {import('./journal.js').Summary} Summary */

const form = byId('requests-filters')
const NAMES = ['text', 'method', 'status', 'group']

/** The statuses that are offered before one of them came. */
const USUAL = [200, 201, 204, 400, 401, 403, 404, 405, 409, 429, 500, 503]

/** An identity: only requests about this person are shown. */
let person = ''
let listener = { changed() {}, found() {} }

/** @param {typeof listener} wanted `found` is called when the server has searched the bodies */
export const watchFilters = wanted => {
  listener = wanted
}

const text = () => form.elements.text.value.trim().toLowerCase()

/** @returns {'' | 'person' | 'event'} */
export const grouping = () => form.elements.group.value

/** Whether any filter hides a request. */
export const isFiltered = () =>
  person !== '' || text() !== '' || form.elements.method.value !== '' || form.elements.status.value !== ''

/**
 * A request to an account that does not exist is shown under every account.
 * @param {Summary} entry
 */
export function isOurs({ account }) {
  const chosen = currentAccount()
  return chosen === undefined || account === chosen || !accountLabels().includes(account)
}

/** @returns {(entry: Summary) => boolean} whether the filters let a request through */
export function toFilter() {
  const method = form.elements.method.value
  const status = form.elements.status.value
  const searched = text()
  const wanted = person && findPersonOf(person, currentAccount() ?? 'default')
  return entry => {
    if (!isOurs(entry)) return false
    if (method && entry.method !== method) return false
    if (status === 'fault' && !entry.fault) return false
    if (status === 'none' && entry.status !== null) return false
    if (/^\d+$/.test(status) && !String(entry.status ?? '').startsWith(status)) return false
    if (wanted && findPerson(entry) !== wanted) return false
    return !searched || holds(entry, searched) || isFoundInBody(entry.id)
  }
}

/** @param {Summary} entry @param {string} searched */
const holds = ({ url, whom, error }, searched) =>
  [url, whom, error?.code, error?.field].some(part => part?.toLowerCase().includes(searched))

/** Offers the usual statuses and those that came. */
export function offerStatuses() {
  const group = byId('status-each')
  const came = new Set([...USUAL, Number(form.elements.status.value)])
  for (const { status } of entries()) if (status !== null) came.add(status)
  const wanted = [...came].filter(status => status >= 100).sort((a, b) => a - b)
  if (group.dataset.offered === wanted.join()) return
  group.dataset.offered = wanted.join()
  const { value } = form.elements.status
  group.replaceChildren(...wanted.map(status => el('option', { value: status }, `${status} ${reason(status)}`.trim())))
  form.elements.status.value = value
}

/** Says how many requests are shown. @param {number} shown @param {number} total */
export function showCount(shown, total) {
  const label = isFiltered() ? `${count(shown)} of ${count(total)} shown` : total > 0 ? `${count(total)} shown` : ''
  const line = byId('requests-shown')
  if (line.textContent !== label) line.textContent = label
  byId('requests-clear-filters').hidden = !isFiltered()
  byId('requests-person').hidden = person === ''
  if (person !== '') byId('requests-person').firstChild.textContent = `About ${toPersonName()} `
}

/** By the name that the requests use, as an identity is hard to read. */
function toPersonName() {
  const wanted = findPersonOf(person, currentAccount() ?? 'default')
  const named = entries().findLast(entry => entry.whom && findPerson(entry) === wanted)
  return named?.whom ?? person
}

/** Searches the bodies too, shortly after the last change. */
export const searchSoon = () => searchBodies(text(), () => listener.found())

function changed() {
  forgetFound()
  rememberFilters()
  listener.changed()
  searchSoon()
}

/** @returns {Record<string, string>} the filters as they stand in the address */
const read = () => ({ ...Object.fromEntries(NAMES.map(name => [name, form.elements[name].value.trim()])), person })

/**
 * Sets the filters that an address names, and clears the others.
 * @param {Record<string, string>} query
 */
export function setFilters(query) {
  const wanted = Object.fromEntries([...NAMES, 'person'].map(name => [name, query[name] ?? '']))
  if (JSON.stringify(wanted) === JSON.stringify(read())) return
  if (wanted.status && /^\d{3}$/.test(wanted.status) && !form.querySelector(`option[value="${wanted.status}"]`))
    byId('status-each').append(el('option', { value: wanted.status }, wanted.status))
  for (const name of NAMES) {
    form.elements[name].value = wanted[name]
    // A select without such a choice is empty then.
    if (form.elements[name].selectedIndex === -1) form.elements[name].value = ''
  }
  person = wanted.person ?? ''
  changed()
}

export const clearFilters = () => setFilters({ group: grouping() })

keepInAddress('requests', read)
form.addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault())
form.addEventListener('input', changed)
form.addEventListener('reset', () => setTimeout(clearFilters))
byId('requests-clear-filters').addEventListener('click', clearFilters)
byId('requests-person').addEventListener('click', () => setFilters({ ...read(), person: '' }))
