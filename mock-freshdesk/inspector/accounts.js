// @ts-check
import { call, chooseAccount } from './api.js'
import { byId, el } from './dom.js'
import { knowAccounts } from './requests.js'

/** Offers the accounts when there are several. @param {() => void} changed */
export async function offerAccounts(changed) {
  const { accounts } = await call('GET', '/health')
  const select = byId('account')
  const before = select.value
  byId('account-field').hidden = accounts.length < 2
  select.replaceChildren(...accounts.map((/** @type {string} */ label) => el('option', {}, label)))
  if (accounts.includes(before)) select.value = before
  chooseAccount(accounts.length < 2 ? undefined : select.value)
  knowAccounts(accounts)
  select.onchange = () => {
    chooseAccount(select.value)
    changed()
  }
}
