// @ts-check
import { el } from './dom.js'

/**
 * Opens a dialog that is gone from the page once it is closed.
 * @param {object} parts
 * @param {string} parts.title
 * @param {(Node | string | false)[]} parts.content
 * @param {string} parts.confirm the words of its button
 * @param {boolean} [parts.danger] whether the button takes something away
 * @param {string} [parts.cancel]
 * @param {() => Promise<boolean | void> | boolean | void} parts.onConfirm false keeps the dialog
 *   open; an error is shown in it
 */
export function ask({ title, content, confirm, danger = false, cancel = 'Cancel', onConfirm }) {
  const problem = el('p', { class: 'problem', role: 'alert' })
  const close = el('button', { type: 'button', class: 'subtle', onclick: () => dialog.close() }, cancel)
  const form = el(
    'form',
    { onsubmit: submit },
    el('h2', { id: 'asked-title' }, title),
    ...content,
    problem,
    el(
      'div',
      { class: 'row end' },
      close,
      el('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, confirm),
    ),
  )
  const dialog = el('dialog', { 'aria-labelledby': 'asked-title', onclose: () => dialog.remove() }, form)

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault()
    problem.textContent = ''
    try {
      if ((await onConfirm()) !== false) dialog.close()
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : String(error)
    }
  }

  document.body.append(dialog)
  dialog.showModal()
  return { dialog, form, problem }
}
