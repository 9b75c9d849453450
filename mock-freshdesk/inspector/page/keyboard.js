// @ts-check
import { detailIsOpen } from './detail.js'
import { byId } from './dom.js'
import { go, route } from './router.js'

const REMEMBERED = 'single-letter-keys'

/**
 * @param {Record<string, { list: any, form: any, follow: (row: any) => void }>} views
 */
export function listenToKeys(views) {
  // Beside the controls stands the list of requests, where there is room for it.
  const here = () => views[route().view] ?? (byId('requests').offsetParent ? views.requests : undefined)
  const dialog = byId('keys-dialog')
  const box = byId('keys-on')
  box.checked = localStorage.getItem(REMEMBERED) !== 'off'
  box.addEventListener('change', () => localStorage.setItem(REMEMBERED, box.checked ? 'on' : 'off'))
  byId('show-keys').addEventListener('click', () => dialog.showModal())

  /** @param {number} step */
  function move(step) {
    const view = here()
    const row = view?.list.move(step)
    if (row !== undefined && detailIsOpen()) view?.follow(row)
  }

  function leave() {
    const view = here()
    if (detailIsOpen()) go(route().view)
    else if (view?.form.elements.text.value) view.form.reset()
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }

  const letters = /** @type {Record<string, () => void>} */ ({
    j: () => move(1),
    k: () => move(-1),
    '/': () => here()?.form.elements.text.focus(),
    '?': () => dialog.showModal(),
    1: () => go('requests'),
    2: () => go('contacts'),
    3: () => go('companies'),
    4: () => go('account'),
  })
  const arrows = /** @type {Record<string, () => void>} */ ({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Home: () => move(Number.NEGATIVE_INFINITY),
    End: () => move(Number.POSITIVE_INFINITY),
    PageDown: () => move(10),
    PageUp: () => move(-10),
  })

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
    const target = /** @type {HTMLElement} */ (event.target)
    const writing = target.matches('input, textarea, select')
    const inSearch = target.matches('.toolbar input')
    let action
    if (event.key === 'Escape') action = leave
    else if (inSearch && event.key === 'ArrowDown') action = arrows.ArrowDown
    else if (writing) return
    else if (event.key === 'Enter' && target === document.body) action = () => here()?.list.openCurrent()
    else if (box.checked && event.key in letters) action = letters[event.key]
    // Elsewhere these keys scroll, as everywhere.
    else if (target === document.body || target.closest('.scroller')) action = arrows[event.key]
    if (!action) return
    event.preventDefault()
    action()
  })
}
