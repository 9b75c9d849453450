// @ts-check
import { refreshAccount } from './account/account.js'
import {
  companyList,
  refreshCompanies,
  restartCompanies,
  setCompanyFilters,
  showCompany,
} from './companies/companies.js'
import { showContact } from './contacts/contact-detail.js'
import './contacts/contact-form.js'
import {
  contactList,
  contactsMayHaveChanged,
  countContacts,
  refreshContacts,
  restartContacts,
  setContactFilters,
} from './contacts/contacts.js'
import { refreshClock } from './controls/clock.js'
import './controls/fault-form.js'
import { refreshFaults } from './controls/faults.js'
import { closePlanForm, refreshLimit } from './controls/rate-limit.js'
import { followAccount, offerAccounts, readServer } from './page/accounts.js'
import { call } from './page/api.js'
import { closeDetail, openGone } from './page/detail.js'
import { byId } from './page/dom.js'
import { listenToKeys } from './page/keyboard.js'
import { attempt, complain, complainUnlessAborted, quietly, say } from './page/notice.js'
import { go, rememberFilters, route } from './page/router.js'
import { follow } from './page/stream.js'
import './requests/empty-journal.js'
import './requests/har.js'
import { setFilters } from './requests/filters.js'
import { arrive, catchUp, change, noticeJournal, reload } from './requests/journal.js'
import { showRequest } from './requests/request-detail.js'
import { refreshRequests, requestList } from './requests/requests.js'

const PULSE_MS = 2000
const SOON_MS = 300

/** @param {string} view */
const toForm = view => byId(`${view}-filters`)

/** The views with a list: one line a view. */
const views = {
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
function goQuietly(view, row) {
  if ('key' in row) return
  focusDetail = false
  go(view, String(row.id), { replace: true })
  focusDetail = true
}

let opening = new AbortController()
/** What the address names can only be read once its account is known. */
const met = meetServer().catch(() => {})

/** @param {{ again?: boolean }} [options] */
async function showRoute({ again = false } = {}) {
  const { view, id, query } = route()
  markView(view)
  const here = findView(view)
  if (query) here?.setFilters(query)
  else rememberFilters()
  if (followAccount()) switched()
  for (const [name, { list }] of Object.entries(views)) list.markOpened(name === view ? id : undefined)
  opening.abort()
  opening = new AbortController()
  const { signal } = opening
  const focus = focusDetail && !again
  if (!id || !here) {
    const focused = byId('detail').contains(document.activeElement)
    closeDetail()
    if (focused) here?.list.focusCurrent()
    if (view === 'account') await refreshAccount()
    return
  }
  await met
  if (signal.aborted) return
  try {
    await here.show(id, { focus, again, signal, compare: query?.compare ?? '' })
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

let pulsing = false
/**
 * Reads what changes by itself: clock, faults, limits. Without an answer the banner of the
 * connection says so.
 */
async function pulse() {
  if (pulsing || document.hidden) return
  pulsing = true
  try {
    await meetServer()
    await refreshClock()
    const isAccount = route().view === 'account'
    await Promise.all([
      refreshFaults(),
      refreshLimit(),
      noticeJournal(),
      noticeContacts(),
      ...(isAccount ? [refreshAccount()] : []),
    ])
  } catch (error) {
    if (/** @type {any} */ (error).status !== 0) complain(error)
  } finally {
    pulsing = false
  }
}

/** Accounts come and go with a seed; another mock on the same port has another journal. */
async function meetServer() {
  const { accounts, restarted } = await readServer()
  offerAccounts(accounts, { known: refreshRequests, changed: switched })
  if (restarted) await reload()
}

async function noticeContacts() {
  if (await countContacts()) refreshRecords()
}

function refreshRecords() {
  refreshContacts()
  refreshCompanies()
  const { view, id } = route()
  if (view !== 'requests' && id) showRoute({ again: true }).catch(complainUnlessAborted)
}

let soon = 0
const pulseSoon = () => {
  clearTimeout(soon)
  soon = setTimeout(pulse, SOON_MS)
}

const start = quietly(async () => {
  await meetServer()
  await Promise.all([catchUp(), refreshContacts(), refreshCompanies(), pulse()])
})

/** Shows other data from its beginning. */
async function startOver() {
  go(route().view)
  closePlanForm()
  restartContacts()
  restartCompanies()
  await Promise.all([reload(), pulse()])
}

const switched = quietly(startOver)

const showRouteOrSay = quietly(showRoute)
addEventListener('hashchange', () => showRouteOrSay())
showRouteOrSay()
setInterval(pulse, PULSE_MS)
listenToKeys(
  Object.fromEntries(
    Object.entries(views).map(([name, { list, form }]) => [
      name,
      { list, form, follow: (/** @type {any} */ row) => goQuietly(name, row) },
    ]),
  ),
)
follow({
  opened: () => start(),
  arrived: entries => {
    arrive(entries)
    contactsMayHaveChanged(entries, refreshRecords)
    pulseSoon()
  },
  changed: change,
})

for (const button of document.querySelectorAll('dialog [data-close]'))
  button.addEventListener('click', () => button.closest('dialog')?.close())
byId('reset').addEventListener('click', () => byId('reset-dialog').showModal())
byId('reset-confirm').addEventListener(
  'click',
  attempt(async () => {
    byId('reset-dialog').close()
    await call('POST', '/reset')
    await startOver()
    say('The mock is as it started.')
  }),
)
