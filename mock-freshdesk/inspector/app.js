// @ts-check
import { refreshAccount } from './account/account.js'
import { refreshCompanies, restartCompanies } from './companies/companies.js'
import './contacts/contact-form.js'
import { contactsMayHaveChanged, countContacts, refreshContacts, restartContacts } from './contacts/contacts.js'
import { refreshClock } from './controls/clock.js'
import './controls/fault-form.js'
import { refreshFaults } from './controls/faults.js'
import { closePlanForm, refreshLimit } from './controls/rate-limit.js'
import { followAccount, offerAccounts, readServer } from './page/accounts.js'
import { call } from './page/api.js'
import { byId } from './page/dom.js'
import { listenToKeys } from './page/keyboard.js'
import { attempt, complain, complainUnlessAborted, quietly, say } from './page/notice.js'
import { go, route } from './page/router.js'
import { follow } from './page/stream.js'
import './requests/empty-journal.js'
import './requests/har.js'
import { arrive, catchUp, change, noticeJournal, reload } from './requests/journal.js'
import { refreshRequests } from './requests/requests.js'
import { goQuietly, showRoute, views } from './views.js'

const PULSE_MS = 2000
const SOON_MS = 300

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
  await showOtherData()
}

async function showOtherData() {
  closePlanForm()
  restartContacts()
  restartCompanies()
  await Promise.all([reload(), pulse()])
}

const switched = quietly(startOver)

const showRouteOrSay = quietly(showRoute)
addEventListener('hashchange', () => {
  if (followAccount()) quietly(showOtherData)()
  showRouteOrSay()
})
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
