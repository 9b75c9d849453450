// @ts-check
import { call, chooseAccount } from './api.js'
import { byId, el } from './dom.js'
import { complain } from './notice.js'
import { keepAccount, rememberFilters, route } from './router.js'

let offered = ''
/** The account of the first address stays in it until the accounts are known. */
const first = route().query?.account ?? ''
keepAccount(first)
let startedAt = ''
/** The labels of all accounts. */
let labels = /** @type {string[]} */ ([])

export const accountLabels = () => labels

let know = () => {}
/** Resolves when the page knows which account it shows. */
export const accountsKnown = /** @type {Promise<void>} */ (
  new Promise(resolve => {
    know = resolve
  })
)

/**
 * @returns {Promise<{ accounts: string[], restarted: boolean }>} `restarted` when another mock
 *   answers than the last time
 */
export async function readServer() {
  const health = await call('GET', '/health', { query: { account: undefined } })
  const restarted = startedAt !== '' && startedAt !== health.startedAt
  startedAt = health.startedAt
  return { accounts: health.accounts, restarted }
}

/**
 * Offers the accounts when there are several.
 * @param {string[]} accounts
 * @param {{ known: () => void, changed: () => void }} listener `changed` is called when another one
 *   is to be shown: by choice, or because the one shown is gone
 */
export function offerAccounts(accounts, { known, changed }) {
  if (offered === accounts.join()) return
  const isFirst = offered === ''
  offered = accounts.join()
  labels = accounts
  const select = byId('account')
  const wanted = isFirst ? first : select.value
  byId('account-field').hidden = accounts.length < 2
  select.replaceChildren(...accounts.map(label => el('option', {}, label)))
  if (wanted && accounts.includes(wanted)) select.value = wanted
  choose(select.value)
  know()
  known()
  select.onchange = () => {
    choose(select.value)
    changed()
  }
  if (wanted && select.value !== wanted) {
    complain(`There is no account “${wanted}” any more. You see “${select.value}”.`)
    if (!isFirst) changed()
  }
}

/** Shows the account that the address names, when there is one of that name. @returns {boolean} */
export function followAccount() {
  const wanted = route().query?.account
  const select = byId('account')
  if (!wanted || wanted === select.value || !labels.includes(wanted)) return false
  select.value = wanted
  choose(wanted)
  return true
}

/** @param {string} label */
function choose(label) {
  const isOnly = labels.length < 2
  chooseAccount(isOnly ? undefined : label)
  keepAccount(isOnly || label === labels[0] ? '' : label)
  rememberFilters()
}
