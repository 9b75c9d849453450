// @ts-check
import { byId, el } from './dom.js'

const SHOWN_MS = 4000
/** Long enough to read the notice and to reach its button by the keyboard. */
const SHOWN_WITH_BUTTON_MS = 30_000
let timer = 0

/**
 * Says that something went well: shown for a moment, and read out politely.
 * @param {string} text
 * @param {{ label: string, run: () => unknown }} [undo]
 */
export function say(text, undo) {
  const notice = byId('notice')
  const button =
    undo &&
    el(
      'button',
      {
        type: 'button',
        onclick: () => {
          notice.replaceChildren()
          attempt(async () => undo.run())()
        },
      },
      undo.label,
    )
  notice.replaceChildren(text, ...(button ? [button] : []))
  clearTimeout(timer)
  timer = setTimeout(() => notice.replaceChildren(), undo ? SHOWN_WITH_BUTTON_MS : SHOWN_MS)
}

/**
 * Shows what went wrong until it is dismissed, or the next thing is tried.
 * @param {unknown} error
 */
export function complain(error) {
  const message = error instanceof Error ? error.message : String(error)
  const dismiss = el('button', { type: 'button', class: 'subtle', onclick: forgive }, 'Dismiss')
  byId('trouble').replaceChildren(el('p', {}, message), dismiss)
  byId('trouble').hidden = false
}

export function forgive() {
  byId('trouble').hidden = true
}

/**
 * Makes a listener of something that may fail: its error becomes a notice, in place of the last
 * one.
 * @template {unknown[]} Arguments
 * @param {(...args: Arguments) => Promise<unknown> | unknown} work
 */
export const attempt =
  work =>
  async (/** @type {Arguments} */ ...args) => {
    forgive()
    await quietly(work)(...args)
  }

/**
 * The same for work that the page does by itself: a notice that is there stays.
 * @template {unknown[]} Arguments
 * @param {(...args: Arguments) => Promise<unknown> | unknown} work
 */
export const quietly =
  work =>
  async (/** @type {Arguments} */ ...args) => {
    try {
      await work(...args)
    } catch (error) {
      complainUnlessAborted(error)
    }
  }

/** What was aborted was overtaken by something newer. @param {unknown} error */
export function complainUnlessAborted(error) {
  if (!(error instanceof DOMException && error.name === 'AbortError')) complain(error)
}
