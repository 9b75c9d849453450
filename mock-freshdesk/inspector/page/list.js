// @ts-check
import { arrange, el } from './dom.js'

const OVERSCAN = 8

/**
 * A table that keeps only the rows in sight in the page, however many there are. One row is the
 * current one: it is the table's single tab stop, and the keys move it.
 * @template Row
 * @param {object} options
 * @param {HTMLElement} options.scroller holds the table; its `--row` property is the height of a
 *   row
 * @param {(row: Row) => string} options.key
 * @param {(row: Row) => { name: string, cells: HTMLTableCellElement[] }} options.draw one cell
 *   holds a `button.open`
 * @param {(row: Row) => string} [options.look] what a row looks like beside its own values: a row
 *   is drawn anew when it changes
 * @param {(row: Row) => void} options.open
 * @param {(first: number, last: number) => void} [options.need] asked before rows first..last-1 are
 *   drawn
 */
export function createList({ scroller, key, draw, look, open, need }) {
  const table = /** @type {HTMLTableElement} */ (scroller.querySelector('table'))
  const body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0])
  nameRoles(table)
  let source = { count: 0, at: /** @type {(index: number) => Row | undefined} */ (() => undefined) }
  let current = -1
  let openedKey = /** @type {string | undefined} */ (undefined)
  let height = 36
  let frame = 0
  /** @type {Map<string, { row: Row | undefined, looks?: string, line: HTMLTableRowElement }>} */
  let drawn = new Map()

  function render() {
    cancelAnimationFrame(frame)
    frame = 0
    const first = Math.max(0, Math.min(source.count, Math.floor(scroller.scrollTop / height)) - OVERSCAN)
    const last = Math.min(source.count, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + OVERSCAN)
    need?.(first, last)
    const next = new Map()
    for (let index = first; index < last; index++) {
      const row = source.at(index)
      let id = row === undefined ? `pending ${index}` : key(row)
      if (next.has(id)) id += ` ${index}`
      next.set(id, place(drawn.get(id), row, index))
    }
    drawn = next
    arrange(
      body,
      Array.from(drawn.values(), ({ line }) => line),
    )
    body.style.paddingTop = `${first * height}px`
    body.style.paddingBottom = `${(source.count - last) * height}px`
    table.setAttribute('aria-rowcount', String(source.count + 1))
    setTabStop()
  }

  /**
   * @param {{ row: Row | undefined, looks?: string, line: HTMLTableRowElement } | undefined} old
   * @param {Row | undefined} row
   * @param {number} index
   */
  function place(old, row, index) {
    const line = old?.line ?? el('tr', { role: 'row' })
    const looks = row === undefined ? undefined : look?.(row)
    if (!old || old.row !== row || old.looks !== looks) {
      const focused = line.contains(document.activeElement)
      line.replaceChildren(...getCells(row))
      if (focused) getButton(line)?.focus({ preventScroll: true })
    }
    line.dataset.index = String(index)
    line.setAttribute('aria-rowindex', String(index + 2))
    line.classList.toggle('opened', row !== undefined && key(row) === openedKey)
    line.classList.toggle('current', index === current)
    return { row, looks, line }
  }

  /** @param {Row | undefined} row */
  function getCells(row) {
    if (row === undefined) return [el('td', { role: 'cell', class: 'pending' }, '…')]
    const { name, cells } = draw(row)
    for (const cell of cells) {
      cell.setAttribute('role', 'cell')
      cell.querySelector('button.open')?.setAttribute('aria-label', name)
    }
    return cells
  }

  function setTabStop() {
    const firstInSight = Math.ceil(scroller.scrollTop / height)
    let stop
    for (const { line } of drawn.values()) {
      const button = getButton(line)
      if (!button) continue
      button.tabIndex = -1
      const index = Number(line.dataset.index)
      if (index === current || (!stop && index >= firstInSight)) {
        if (index === current || !stop) stop = button
      }
    }
    if (stop) stop.tabIndex = 0
  }

  const schedule = () => {
    if (!frame) frame = requestAnimationFrame(render)
  }

  const measure = () => {
    height = Number.parseFloat(getComputedStyle(scroller).getPropertyValue('--row')) || height
    schedule()
  }

  /** @param {number} index */
  function reveal(index) {
    const head = table.tHead?.offsetHeight ?? 0
    const top = index * height
    const bottom = top + height + head - scroller.clientHeight
    if (scroller.scrollTop > top) scroller.scrollTop = top
    else if (scroller.scrollTop < bottom) scroller.scrollTop = bottom
  }

  scroller.addEventListener('scroll', schedule, { passive: true })
  new ResizeObserver(measure).observe(scroller)
  body.addEventListener('click', event => {
    const line = /** @type {Element} */ (event.target).closest('tr')
    if (!line || isSelecting(event)) return
    current = Number(line.dataset.index)
    const row = source.at(current)
    if (row !== undefined) open(row)
  })
  body.addEventListener('focusin', event => {
    const line = /** @type {Element} */ (event.target).closest('tr')
    if (line) current = Number(line.dataset.index)
    schedule()
  })

  return {
    scroller,
    /**
     * Replaces the rows; the current one is found again by `currentIndex`.
     * @param {typeof source} rows
     * @param {number} [currentIndex]
     */
    show(rows, currentIndex = Math.min(current, rows.count - 1)) {
      source = rows
      current = currentIndex
      schedule()
    },

    /**
     * Rows came in at the top. Who is reading keeps their place; who is at the top sees them.
     * @param {number} added
     * @returns {boolean} whether they are seen
     */
    grew(added) {
      if (current >= 0) current += added
      const following = scroller.scrollTop < 1 && !body.contains(document.activeElement)
      if (!following) {
        body.style.paddingBottom = `${Number.parseFloat(body.style.paddingBottom || '0') + added * height}px`
        scroller.scrollTop += added * height
      }
      render()
      return following
    },

    redraw: schedule,

    toTop() {
      scroller.scrollTop = 0
      schedule()
    },

    /**
     * @param {number} step rows down; Infinity is the last, -Infinity the first
     * @returns {Row | undefined} the row that is current now
     */
    move(step) {
      if (source.count === 0) return undefined
      const from = current < 0 ? (step > 0 ? -1 : source.count) : current
      current = Math.max(0, Math.min(source.count - 1, from + step))
      reveal(current)
      render()
      focusCurrent()
      return source.at(current)
    },

    openCurrent() {
      const row = current < 0 ? undefined : source.at(current)
      if (row !== undefined) open(row)
    },

    focusCurrent,

    /** @returns {Row | undefined} */
    current: () => (current < 0 ? undefined : source.at(current)),

    /** Marks the row that is open beside the list. @param {string | undefined} id */
    markOpened(id) {
      openedKey = id
      schedule()
    },
  }

  function focusCurrent() {
    const line = body.querySelector(`tr[data-index="${current}"]`)
    if (line) getButton(line)?.focus({ preventScroll: true })
  }
}

/**
 * Selecting text in a row must not open the row. A selection elsewhere does not prevent opening it.
 * @param {Event} event
 */
function isSelecting({ target, currentTarget }) {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || /** @type {Element} */ (target).closest('button.open')) return false
  return /** @type {Element} */ (currentTarget).contains(selection.anchorNode)
}

/**
 * Laid out as a grid, a table and its parts lose their roles in some browsers.
 * @param {HTMLTableElement} table
 */
function nameRoles(table) {
  table.setAttribute('role', 'table')
  for (const part of table.querySelectorAll('thead, tbody')) part.setAttribute('role', 'rowgroup')
  for (const line of table.querySelectorAll('tr')) line.setAttribute('role', 'row')
  for (const head of table.querySelectorAll('th')) head.setAttribute('role', 'columnheader')
}

/** @param {Element} line @returns {HTMLButtonElement | null} */
const getButton = line => line.querySelector('button.open')
