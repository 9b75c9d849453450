// @ts-check
import { refreshAccount } from './account/account.js'
import { companyList, setCompanyFilters, showCompany } from './companies/companies.js'
import { showContact } from './contacts/contact-detail.js'
import { contactList, setContactFilters } from './contacts/contacts.js'
import { accountsKnown } from './page/accounts.js'
import { closeDetail, openGone } from './page/detail.js'
import { byId } from './page/dom.js'
import { go, rememberFilters, route } from './page/router.js'
import { setFilters } from './requests/filters.js'
import { stopComparing } from './requests/request-actions.js'
import { showRequest } from './requests/request-detail.js'
import { requestList } from './requests/requests.js'

/** @param {string} view */
const toForm = view => byId(`${view}-filters`)

/** The views with a list: one line a view. */
export const views = {
  requests: { list: requestList, form: toForm('requests'), show: showRequest, setFilters },
  contacts: { list: contactList, form: toForm('contacts'), show: showContact, setFilters: setContactFilters },
  companies: { list: companyList, form: toForm('companies'), show: showCompany, setFilters: setCompanyFilters },
}

/** @param {string} view @returns {typeof views.requests | undefined} */
const findView = view => /** @type {any} */ (views)[view]

/**
 * Whether the detail that opens next takes the focus. It does not while the keys walk through the
 * list.
 */
let focusDetail = true

/** @param {string} view @param {any} row */
export function goQuietly(view, row) {
  if ('key' in row) return
  focusDetail = false
  go(view, String(row.id), { replace: true })
  focusDetail = true
}

let opening = new AbortController()
/** What the detail shows; empty while it is being read. */
let drawn = ''

/**
 * Shows what the address names.
 * @param {{ again?: boolean }} [options] `again` when it is open already
 */
export async function showRoute({ again = false } = {}) {
  const { view, id, query } = route()
  markView(view)
  const here = findView(view)
  if (query) here?.setFilters(query)
  else rememberFilters()
  for (const [name, { list }] of Object.entries(views)) list.markOpened(name === view ? id : undefined)
  opening.abort()
  opening = new AbortController()
  const { signal } = opening
  const isDrawn = again && drawn === `${view}/${id}`
  drawn = isDrawn ? drawn : ''
  const focus = focusDetail && !again
  if (!id || !here) {
    const focused = byId('detail').contains(document.activeElement)
    closeDetail()
    stopComparing()
    if (focused) here?.list.focusCurrent()
    if (view === 'account') await refreshAccount()
    return
  }
  // What the address names can only be read once its account is known.
  await accountsKnown
  if (signal.aborted) return
  try {
    await here.show(id, { focus, again: isDrawn, signal, compare: query?.compare ?? '' })
    drawn = `${view}/${id}`
  } catch (error) {
    const { status, message } = /** @type {any} */ (error)
    if (status !== 404) throw error
    openGone(`Request ${id}`, message, { onClose: () => go(view), focus })
  }
}

/** @param {string} view */
function markView(view) {
  document.body.dataset.view = view
  for (const link of document.querySelectorAll('.views a'))
    if (/** @type {HTMLElement} */ (link).dataset.view === view) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
}
