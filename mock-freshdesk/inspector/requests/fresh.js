// @ts-check
import { byId } from '../page/dom.js'
import { plural } from '../page/format.js'

/** How many requests came in above what the tester is reading. */
let unseen = 0

const button = byId('requests-fresh')

/** @param {number} more */
export function addUnseen(more) {
  unseen += more
  show()
}

export function forgetUnseen() {
  unseen = 0
  show()
}

function show() {
  button.hidden = unseen === 0
  button.textContent = `↑ ${plural(unseen, 'new request')}`
}
