// @ts-check
import { chooseAccount } from './api.js'
import { byId, el } from './dom.js'
import { knowAccounts } from './requests.js'

let offered = ''

/**
 * Offers the accounts when there are several.
 * @param {string[]} accounts
 * @param {() => void} changed called when another one is to be shown: by choice, or because the one
 *   shown is gone
 */
export function offerAccounts(accounts, changed) {
  if (offered === accounts.join()) return
  offered = accounts.join()
  const select = byId('account')
  const before = select.value
  byId('account-field').hidden = accounts.length < 2
  select.replaceChildren(...accounts.map(label => el('option', {}, label)))
  if (accounts.includes(before)) select.value = before
  chooseAccount(accounts.length < 2 ? undefined : select.value)
  knowAccounts(accounts)
  select.onchange = () => {
    chooseAccount(select.value)
    changed()
  }
  if (before && select.value !== before) changed()
}
