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
 * Makes a button of each head with a `data-sort`: up, down, and as it was. On a phone, which shows
 * no heads, a select does the same.
 * @param {HTMLTableSectionElement} head
 * @param {HTMLSelectElement} select
 * @param {() => void} changed
 */
export function offerSorting(head, select, changed) {
  const cells = /** @type {NodeListOf<HTMLElement>} */ (head.querySelectorAll('[data-sort]'))
  for (const cell of cells) {
    const button = el('button', { type: 'button', class: 'sort', onclick: () => choose(cell.dataset.sort ?? '') })
    button.append(...cell.childNodes)
    cell.append(button)
  }
  // Who sorts by time wants the newest.
  select.addEventListener('change', () => {
    setSorting(select.value, select.value === '' ? '' : select.value === 'updated_at' ? 'desc' : 'asc')
    changed()
  })
  showSorting = () => {
    select.value = sort
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
