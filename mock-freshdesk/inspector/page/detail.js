// @ts-check
import { byId, el } from './dom.js'

/** What is open beside a list: one at a time. */
const pane = byId('detail')

/**
 * @param {{ title: string, actions: Node[], content: (Node | false)[], onClose: () => void, focus:
 *   boolean }} parts
 */
export function openDetail({ title, actions, content, onClose, focus }) {
  const heading = el('h2', { id: 'detail-title', tabindex: -1 }, title)
  const close = el(
    'button',
    { type: 'button', class: 'close', 'aria-label': 'Close', title: 'Close (Esc)', onclick: onClose },
    '×',
  )
  pane.replaceChildren(
    el('header', {}, heading, el('div', { class: 'row actions' }, ...actions), close),
    el('div', { class: 'content' }, ...content),
  )
  pane.hidden = false
  document.body.classList.add('has-detail')
  if (focus) heading.focus({ preventScroll: true })
}

/**
 * What the address names is not there.
 * @param {string} title
 * @param {string} message
 * @param {{ actions?: Node[], onClose: () => void, focus: boolean }} options
 */
export function openGone(title, message, { actions = [], onClose, focus }) {
  openDetail({ title, actions, content: [el('p', { class: 'gone', role: 'status' }, message)], onClose, focus })
}

export function closeDetail() {
  pane.hidden = true
  pane.replaceChildren()
  document.body.classList.remove('has-detail')
}

export const detailIsOpen = () => !pane.hidden

/**
 * Names and values, values as text or as an element; what is empty is a dash.
 * @param {[string, unknown][]} pairs
 */
export const fields = pairs =>
  el(
    'dl',
    { class: 'fields' },
    ...pairs.map(([name, value]) => {
      if (value instanceof Node) return el('div', {}, el('dt', {}, name), el('dd', {}, value))
      const text = readable(value)
      return el('div', {}, el('dt', {}, name), el('dd', text === '' ? { class: 'blank' } : {}, text || '–'))
    }),
  )

/** @param {unknown} value */
function readable(value) {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && value.every(item => typeof item !== 'object')) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
