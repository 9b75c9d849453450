// @ts-check
import { byId } from '../page/dom.js'
import { plural } from '../page/format.js'

let announced = 0
let unheard = 0
/**
 * Screen readers hear of arrivals when they pause, not one by one.
 * @param {import('./journal.js').Summary[]} news
 */
export function announce(news) {
  unheard += news.length
  const last = /** @type {import('./journal.js').Summary} */ (news.at(-1))
  clearTimeout(announced)
  announced = setTimeout(() => {
    byId('arrivals').textContent =
      `${plural(unheard, 'new request')}, the last: ${last.method} ${last.path}, ${last.status ?? 'no response'}`
    unheard = 0
  }, 1000)
}
