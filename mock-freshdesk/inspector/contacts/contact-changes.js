// @ts-check
import { performCall } from '../page/api.js'
import { ask } from '../page/dialog.js'
import { el } from '../page/dom.js'
import { say } from '../page/notice.js'
import { go } from '../page/router.js'

/** Changes go through the API's own checks: the mock takes only what Freshdesk would take. */

/** @param {any} contact */
export async function deleteContact(contact) {
  await performCall('DELETE', `/api/v2/contacts/${contact.id}`)
  say(`${contact.name} is deleted.`, { label: 'Undo', run: () => restoreContact(contact) })
  go('contacts', String(contact.id), { replace: true })
}

/** @param {any} contact */
export async function restoreContact(contact) {
  await performCall('PUT', `/api/v2/contacts/${contact.id}/restore`)
  say(`${contact.name} is restored.`)
  go('contacts', String(contact.id), { replace: true })
}

/** @param {any} contact */
export function deleteForGood(contact) {
  ask({
    title: `Delete ${contact.name} for good?`,
    content: [el('p', {}, 'The contact cannot be restored. Its email and external id become free.')],
    confirm: 'Delete for good',
    danger: true,
    cancel: 'Keep it',
    async onConfirm() {
      await performCall('DELETE', `/api/v2/contacts/${contact.id}/hard_delete`)
      go('contacts')
      say(`${contact.name} is deleted for good.`)
    },
  })
}
