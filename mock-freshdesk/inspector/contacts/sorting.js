// @ts-check
import { el } from '../page/dom.js'

let sort = ''
let order = ''
let showSorting = () => {}

/** The order of the contacts as it stands in the address. */
export const sorting = () => ({ sort, order })

/** @param {string} column @param {string} wanted */
export function setSorting(column, wanted) {
  sort = column
  order = wanted
  showSorting()
}

/**
 * Makes a button of each head with a `data-sort`: up, down, and as it was.
 * @param {HTMLTableSectionElement} head
 * @param {() => void} changed
 */
export function offerSorting(head, changed) {
  const cells = /** @type {NodeListOf<HTMLElement>} */ (head.querySelectorAll('[data-sort]'))
  for (const cell of cells) {
    const button = el('button', { type: 'button', class: 'sort', onclick: () => choose(cell.dataset.sort ?? '') })
    button.append(...cell.childNodes)
    cell.append(button)
  }
  showSorting = () => {
    for (const cell of cells) {
      const isSorted = cell.dataset.sort === sort
      cell.setAttribute('aria-sort', !isSorted ? 'none' : order === 'desc' ? 'descending' : 'ascending')
    }
  }
  showSorting()

  /** @param {string} column */
  function choose(column) {
    if (sort !== column) setSorting(column, 'asc')
    else if (order === 'asc') setSorting(column, 'desc')
    else setSorting('', '')
    changed()
  }
}
