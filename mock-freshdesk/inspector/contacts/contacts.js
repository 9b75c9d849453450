// @ts-check
import { call, currentAccount } from './api.js'
import { copyButton } from './copy.js'
import { starterCurl } from './curl.js'
import { byId, el } from './dom.js'
import { count } from './format.js'
import { createList } from './list.js'
import { attempt, complain } from './notice.js'
import { go } from './router.js'

const PAGE = 100
const PAGES_KEPT = 60

/**
 * @type {Map<number, { rows: any[], version: number }>} pages by number; one of an older version is
 *   shown until it is loaded anew
 */
const pages = new Map()
let version = 0
let total = 0
let loading = false
let loaded = false
/**
 * What is in `pages` answers another question: it is shown until the first answer to the new one.
 */
let outdated = false
let wanted = { first: 0, last: 0 }
let asked = new AbortController()

const form = byId('contacts-filters')

export const contactList = createList({
  scroller: byId('contacts-scroller'),
  key: (/** @type {any} */ contact) => String(contact.id),
  draw: drawRow,
  open: contact => go('contacts', String(contact.id)),
  need: (first, last) => {
    wanted = { first, last }
    load()
  },
})

/** @param {any} contact */
function drawRow(contact) {
  const tags = contact.tags ?? []
  return {
    name: [contact.name, contact.email].filter(Boolean).join(', '),
    cells: [
      el(
        'td',
        { class: 'name' },
        el('button', { type: 'button', class: 'open' }, contact.name ?? '–'),
        contact.deleted ? el('span', { class: 'tag fault' }, 'deleted') : null,
      ),
      cell('email', contact.email),
      cell('phone', contact.phone ?? contact.mobile),
      cell('external', contact.unique_external_id),
      el(
        'td',
        { class: 'tags' },
        ...tags.slice(0, 2).map((/** @type {unknown} */ tag) => el('span', { class: 'tag' }, String(tag))),
        tags.length > 2 ? `+${tags.length - 2}` : null,
      ),
      el(
        'td',
        { class: 'number time' },
        String(contact.updated_at ?? '')
          .replace('T', ' ')
          .replace(/:\d\d(\.\d+)?Z$/, ''),
      ),
    ],
  }
}

/** @param {string} name @param {unknown} value */
const cell = (name, value) => el('td', { class: name, title: value || null }, value ? String(value) : null)

/**
 * Loads the pages in sight, one at a time: who drags through 100,000 rows asks only for where they
 * stop.
 */
async function load() {
  const number = missing()
  if (loading || number === undefined) return
  loading = true
  const mine = version
  try {
    const query = {
      q: form.elements.text.value.trim(),
      state: form.elements.state.value,
      offset: number * PAGE,
      limit: PAGE,
    }
    const answer = await call('GET', '/contacts', { query, signal: asked.signal })
    if (mine === version) keep(number, answer)
  } catch (error) {
    // Without an answer the connection's own banner says so, and loads anew when it is back.
    if (mine === version && /** @type {any} */ (error).status !== 0) {
      forgetOutdated()
      pages.set(number, { rows: [], version })
      complain(error)
    }
    if (mine === version) return
  } finally {
    loading = false
  }
  load()
}

function missing() {
  const last = Math.max(0, Math.ceil(wanted.last / PAGE) - 1)
  for (let number = Math.floor(wanted.first / PAGE); number <= last; number++)
    if (pages.get(number)?.version !== version) return number
  return undefined
}

/** @param {number} number @param {{ contacts: any[], total: number }} answer */
function keep(number, answer) {
  const current = outdated ? -1 : undefined
  forgetOutdated()
  pages.delete(number)
  pages.set(number, { rows: answer.contacts, version })
  for (const old of pages.keys()) if (pages.size > PAGES_KEPT) pages.delete(old)
  total = answer.total
  loaded = true
  const at = (/** @type {number} */ index) => pages.get(Math.floor(index / PAGE))?.rows[index % PAGE]
  contactList.show({ count: total, at }, current)
  if (!form.elements.text.value.trim() && !form.elements.state.value) showCount(total)
  showEmpty()
}

function forgetOutdated() {
  if (outdated) pages.clear()
  outdated = false
}

function showEmpty() {
  const empty = byId('contacts-empty')
  empty.hidden = total > 0 || !loaded
  if (empty.hidden) return
  const searched = form.elements.text.value.trim()
  if (searched || form.elements.state.value) {
    const clear = el('button', { type: 'button', onclick: () => form.reset() }, 'Show all contacts')
    empty.replaceChildren(
      el('h3', {}, 'No contact matches'),
      el('p', {}, searched ? `No contact matches “${searched}”.` : 'No contact is in this state.'),
      clear,
    )
    return
  }
  const line = starterCurl(currentAccount())
  empty.replaceChildren(
    el('h3', {}, 'No contacts yet'),
    el('p', {}, 'Create the first one:'),
    el('pre', { tabindex: 0 }, line),
    copyButton('Copy', () => line, 'The curl line is copied.', ''),
  )
}

/** What is shown is loaded anew, in place. */
export function refreshContacts() {
  version += 1
  asked.abort()
  asked = new AbortController()
  load()
}

/** Another search, or another account: the list starts from its top. */
export function restartContacts() {
  outdated = true
  wanted = { first: 0, last: 0 }
  contactList.toTop()
  refreshContacts()
}

/**
 * Data may be replaced without a request of the API: then their number mostly differs.
 * @returns {Promise<boolean>} whether it differs from the one shown; the first one is no
 *   difference, as the list is being loaded then
 */
export async function countContacts() {
  const { total: now } = await call('GET', '/contacts', { query: { limit: 0 } })
  const before = byId('contacts-count').textContent
  showCount(now)
  return before !== '' && before !== count(now)
}

/** Of all contacts, whatever is searched for. @param {number} all */
function showCount(all) {
  byId('contacts-count').textContent = count(all)
}

let due = 0
/**
 * A write may have changed any contact; many writes in a row cause one load.
 * @param {{ method: string, path: string, status: number | null }[]} entries
 * @param {() => void} reload
 */
export function contactsMayHaveChanged(entries, reload) {
  if (due || !entries.some(entry => entry.method !== 'GET')) return
  due = setTimeout(() => {
    due = 0
    reload()
  }, 500)
}

let typing = 0
form.addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault())
form.addEventListener('input', () => {
  clearTimeout(typing)
  typing = setTimeout(attempt(restartContacts), 120)
})
form.addEventListener('reset', () => setTimeout(restartContacts))
