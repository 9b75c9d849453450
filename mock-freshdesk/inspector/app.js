// @ts-check
import { offerAccounts } from './accounts.js'
import { call } from './api.js'
import { refreshClock } from './clock.js'
import { showContact } from './contact-detail.js'
import { contactList, contactsMayHaveChanged, countContacts, refreshContacts, restartContacts } from './contacts.js'
import { closeDetail } from './detail.js'
import { byId } from './dom.js'
import './fault-form.js'
import { refreshFaults } from './faults.js'
import { listenToKeys } from './keyboard.js'
import { attempt, complain, complainUnlessAborted, say } from './notice.js'
import { closePlanForm, refreshLimit } from './rate-limit.js'
import { showRequest } from './request-detail.js'
import { arrive, catchUp, notice, reload, requestList } from './requests.js'
import { go, route } from './router.js'
import { readServer } from './server.js'
import { follow } from './stream.js'

const PULSE_MS = 2000
const SOON_MS = 300

const views = {
  requests: {
    list: requestList,
    form: byId('requests-filters'),
    follow: (/** @type {any} */ row) => goQuietly('requests', row.id),
  },
  contacts: {
    list: contactList,
    form: byId('contacts-filters'),
    follow: (/** @type {any} */ row) => goQuietly('contacts', String(row.id)),
  },
}

/**
 * Whether the detail that opens next takes the focus. It does not while the keys walk through the
 * list.
 */
let focusDetail = true

/** @param {string} view @param {string} id */
function goQuietly(view, id) {
  focusDetail = false
  go(view, id, { replace: true })
  focusDetail = true
}

let opening = new AbortController()

/** @param {{ again?: boolean }} [options] */
async function showRoute({ again = false } = {}) {
  const { view, id } = route()
  document.body.dataset.view = view
  for (const link of document.querySelectorAll('.views a'))
    if (/** @type {HTMLElement} */ (link).dataset.view === view) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  requestList.markOpened(view === 'requests' ? id : undefined)
  contactList.markOpened(view === 'contacts' ? id : undefined)
  opening.abort()
  opening = new AbortController()
  if (!id) {
    const focused = byId('detail').contains(document.activeElement)
    closeDetail()
    if (focused) (view === 'contacts' ? contactList : requestList).focusCurrent()
    return
  }
  try {
    await (view === 'contacts' ? showContact : showRequest)(id, {
      focus: focusDetail && !again,
      again,
      signal: opening.signal,
    })
  } catch (error) {
    if (!(/** @type {any} */ (error).status)) throw error
    go(view, undefined, { replace: true })
    complain(error)
  }
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
    await Promise.all([refreshFaults(), refreshLimit(), notice(), noticeContacts()])
  } catch (error) {
    if (/** @type {any} */ (error).status !== 0) complain(error)
  } finally {
    pulsing = false
  }
}

/** Accounts come and go with a seed; another mock on the same port has another journal. */
async function meetServer() {
  const { accounts, restarted } = await readServer()
  offerAccounts(accounts, switched)
  if (restarted) await reload()
}

async function noticeContacts() {
  if (await countContacts()) refreshShownContacts()
}

function refreshShownContacts() {
  refreshContacts()
  const { view, id } = route()
  if (view === 'contacts' && id) showRoute({ again: true }).catch(complainUnlessAborted)
}

let soon = 0
const pulseSoon = () => {
  clearTimeout(soon)
  soon = setTimeout(pulse, SOON_MS)
}

const start = attempt(async () => {
  await meetServer()
  await Promise.all([catchUp(), refreshContacts(), pulse()])
})

/** Shows other data from its beginning. */
async function startOver() {
  go(route().view)
  closePlanForm()
  restartContacts()
  await Promise.all([reload(), pulse()])
}

const switched = attempt(startOver)

const showRouteOrSay = attempt(showRoute)
addEventListener('hashchange', () => showRouteOrSay())
showRouteOrSay()
setInterval(pulse, PULSE_MS)
listenToKeys(views)
follow({
  opened: () => start(),
  arrived: entries => {
    arrive(entries)
    contactsMayHaveChanged(entries, refreshShownContacts)
    pulseSoon()
  },
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
