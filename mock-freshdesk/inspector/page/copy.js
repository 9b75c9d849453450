// @ts-check
import { el } from './dom.js'
import { attempt, say } from './notice.js'

/** @param {string} text */
async function copy(text) {
  // Browsers offer the clipboard to https and to this machine only; elsewhere the old way still
  // works.
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = el('textarea', { class: 'unseen' })
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (!done) throw new Error('The browser did not let the page copy. Select the text and copy it by hand.')
}

/** @param {string} label @param {() => string} text @param {string} said @param {string} [style] */
export const copyButton = (label, text, said, style = 'subtle') =>
  el(
    'button',
    {
      type: 'button',
      class: style,
      onclick: attempt(async () => {
        await copy(text())
        say(said)
      }),
    },
    label,
  )
