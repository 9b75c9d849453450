// @ts-check
import { openFaultForm } from '../controls/fault-form.js'
import { call } from '../page/api.js'
import { copyButton } from '../page/copy.js'
import { byId, el } from '../page/dom.js'
import { attempt, say } from '../page/notice.js'
import { go } from '../page/router.js'
import { toCurl } from './curl.js'

/** The request that the next one opened is compared with. */
let compared = ''

/** @param {any} entry */
export const toActions = entry => [
  copyButton('Copy as curl', () => toCurl(entry), 'The curl line is copied. Put your API key in.', ''),
  button('Send again', 'Sends the request once more, with its own key', () => sendAgain(entry.id)),
  button('Make this fail next time…', 'Adds a fault for requests like this one', () => openFaultForm(toMatch(entry))),
  button('Compare…', 'Shows where a second request differs', () => startComparing(entry.id)),
]

/** @param {string} label @param {string} title @param {() => unknown} run */
const button = (label, title, run) =>
  el('button', { type: 'button', title, onclick: attempt(async () => run()) }, label)

/** @param {string} id */
async function sendAgain(id) {
  const sent = await call('POST', `/requests/${id}/resend`, { query: { account: undefined } })
  go('requests', sent.id)
  say(`Sent again: this is request ${sent.id}.`)
}

/**
 * The requests like this one: the same method and path, and the person of a create.
 * @param {any} entry
 */
const toMatch = ({ method, path, whom, request }) => ({
  method,
  path,
  bodyContains: whom && request.body.includes(whom) ? whom : '',
})

/** @param {string} id */
function startComparing(id) {
  const text = `Choose the request to compare with request ${id} in the list.`
  if (byId('requests').offsetParent) {
    const cancel = el('button', { type: 'button', class: 'link', onclick: stopComparing }, 'Cancel')
    const callout = el('p', { class: 'callout comparing', role: 'status' }, text, ' ', cancel)
    stopComparing()
    document.querySelector('#detail .content')?.prepend(callout)
  } else {
    // On a phone the detail covers the list.
    go('requests')
    say(text, { label: 'Cancel', run: stopComparing })
  }
  compared = id
}

export function stopComparing() {
  compared = ''
  document.querySelector('.comparing')?.remove()
}

/** @param {string} id @returns {string} the request to compare it with; empty without one */
export function takeCompared(id) {
  const other = compared
  if (other === id) return ''
  compared = ''
  return other
}
