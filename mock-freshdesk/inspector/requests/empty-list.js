// @ts-check
import { currentAccount } from '../page/api.js'
import { copyButton } from '../page/copy.js'
import { byId, el } from '../page/dom.js'
import { plural } from '../page/format.js'
import { starterCurl } from './curl.js'
import { clearFilters } from './filters.js'
import { isReady } from './journal.js'

/**
 * Says why no request is shown, and what to do.
 * @param {number} shown
 * @param {number} total
 */
export function showEmpty(shown, total) {
  const empty = byId('requests-empty')
  empty.hidden = shown > 0 || !isReady()
  if (empty.hidden) return
  if (total > 0) {
    empty.replaceChildren(
      el('h3', {}, 'No request matches'),
      el('p', {}, `These filters hide all of the ${plural(total, 'request')}.`),
      el('button', { type: 'button', onclick: clearFilters }, 'Show all requests'),
    )
    return
  }
  const line = starterCurl(currentAccount())
  empty.replaceChildren(
    el('h3', {}, 'No requests yet'),
    el('p', {}, 'They show up here as they arrive. Send the first one:'),
    el('pre', { tabindex: 0 }, line),
    copyButton('Copy', () => line, 'The curl line is copied.', ''),
  )
}
