// @ts-check
import { call, currentAccount } from '../page/api.js'
import { copyButton } from '../page/copy.js'
import { byId, el } from '../page/dom.js'
import { count } from '../page/format.js'
import { createList } from '../page/list.js'
import { attempt } from '../page/notice.js'
import { createPages } from '../page/paged.js'
import { go, keepInAddress, rememberFilters } from '../page/router.js'
import { starterCurl } from '../requests/curl.js'
import { drawRow } from './contact-row.js'
import { offerSorting, setSorting, sorting } from './sorting.js'

const form = byId('contacts-filters')
/** The id of the company whose contacts are shown. */
let company = ''
let total = 0

const filters = () => ({
  text: form.elements.text.value.trim(),
  state: form.elements.state.value,
  company,
  ...sorting(),
})
const isFiltered = () => form.elements.text.value.trim() !== '' || form.elements.state.value !== '' || company !== ''

export const contactList = createList({
  scroller: byId('contacts-scroller'),
  key: (/** @type {any} */ contact) => String(contact.id),
  draw: drawRow,
  open: contact => go('contacts', String(contact.id)),
  need: (first, last) => pages.need(first, last),
})

const pages = createPages({
  async load(page, signal) {
    const { text: q, state, company: company_id, ...order } = filters()
    const query = { q, state, company_id, ...order, ...page }
    const { contacts, total } = await call('GET', '/contacts', { query, signal })
    return { rows: contacts, total }
  },
  show: contactList.show,
  loaded(found) {
    total = found
    if (!isFiltered()) showCount(found)
    else showShown()
    showEmpty()
  },
})

function showEmpty() {
  const empty = byId('contacts-empty')
  empty.hidden = total > 0
  if (empty.hidden) return
  const searched = form.elements.text.value.trim()
  if (isFiltered()) {
    empty.replaceChildren(
      el('h3', {}, 'No contact matches'),
      el('p', {}, searched ? `No contact matches “${searched}”.` : 'These filters hide every contact.'),
      el('button', { type: 'button', onclick: () => form.reset() }, 'Show all contacts'),
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
export const refreshContacts = pages.refresh

/** Another search, or another account: the list starts from its top. */
export function restartContacts() {
  contactList.toTop()
  pages.restart()
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
  showShown()
}

function showShown() {
  const all = byId('contacts-count').textContent
  byId('contacts-shown').textContent = isFiltered() ? `${count(total)} of ${all || '…'} shown` : `${all} shown`
  byId('contacts-company').hidden = company === ''
  byId('contacts-company').firstChild.textContent = `Company ${company} `
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

/**
 * Sets the filters that an address names, and clears the others.
 * @param {Record<string, string>} query
 */
export function setContactFilters(query) {
  const wanted = { text: '', state: '', company: '', sort: '', order: '', ...query }
  const before = JSON.stringify(filters())
  form.elements.text.value = wanted.text
  form.elements.state.value = wanted.state
  if (form.elements.state.selectedIndex === -1) form.elements.state.value = ''
  company = /^\d{1,15}$/.test(wanted.company) ? wanted.company : ''
  setSorting(wanted.sort, wanted.order)
  if (JSON.stringify(filters()) !== before) changed()
}

function changed() {
  rememberFilters()
  showShown()
  restartContacts()
}

let typing = 0
keepInAddress('contacts', filters)
offerSorting(byId('contacts-scroller').querySelector('thead'), form.elements.sort, changed)
form.addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault())
form.addEventListener('input', () => {
  clearTimeout(typing)
  typing = setTimeout(attempt(changed), 120)
})
form.addEventListener('reset', () =>
  setTimeout(() => {
    company = ''
    setSorting('', '')
    changed()
  }),
)
byId('contacts-company').addEventListener('click', () => setContactFilters({ ...filters(), company: '' }))
