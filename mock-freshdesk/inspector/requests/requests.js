// @ts-check
import { currentAccount } from '../page/api.js'
import { copyButton } from '../page/copy.js'
import { byId, el } from '../page/dom.js'
import { count, plural } from '../page/format.js'
import { createList } from '../page/list.js'
import { go } from '../page/router.js'
import { announce } from './announce.js'
import { starterCurl } from './curl.js'
import {
  clearFilters,
  forgetFound,
  grouping,
  isOurs,
  offerStatuses,
  searchSoon,
  setFilters,
  showCount,
  toFilter,
  watchFilters,
} from './filters.js'
import { toGroups } from './groups.js'
import { entries, isReady, pause, watchJournal } from './journal.js'
import { drawGroup, drawRow } from './request-row.js'

/** @typedef {import('./journal.js').Summary} Summary */
/** @typedef {import('./groups.js').Group} Group */

/** @type {Summary[]} those that the filters let through, oldest first */
let shown = []
/** @type {(Summary | Group)[]} as they stand in the list, newest first, while they are grouped */
let grouped = []
/** The requests under the head of a group. @type {Set<Summary>} */
let members = new Set()
/** The keys of groups whose requests are hidden. */
const folded = new Set()
let unseen = 0
let paused = false

const fresh = byId('requests-fresh')

export const requestList = createList({
  scroller: byId('requests-scroller'),
  key: (/** @type {Summary | Group} */ row) => ('key' in row ? row.key : row.id),
  draw: row => ('key' in row ? drawGroup(row, folded.has(row.key)) : drawRow(row, { isMember: members.has(row) })),
  look: row => String('key' in row ? folded.has(row.key) : members.has(row)),
  open: row => ('key' in row ? fold(row) : go('requests', row.id)),
})

/** The requests that are shown, oldest first. */
export const shownRequests = () => shown

/** @param {Group} group */
function fold({ key }) {
  if (!folded.delete(key)) folded.add(key)
  present()
}

function refilter() {
  const current = requestList.current()
  shown = entries().filter(toFilter())
  offerStatuses()
  present(current)
}

/** @param {Summary | Group} [current] */
function present(current = requestList.current()) {
  const by = grouping()
  requestList.scroller.classList.toggle('grouped', by !== '')
  if (by) showGroups(by, current)
  else {
    members = new Set()
    const index = current && 'seq' in current ? shown.findLastIndex(entry => entry.seq === current.seq) : -1
    showFlat(index < 0 ? -1 : shown.length - 1 - index)
  }
  showCounts()
}

/** @param {number} [currentIndex] */
function showFlat(currentIndex) {
  requestList.show({ count: shown.length, at: index => shown[shown.length - 1 - index] }, currentIndex)
}

/** @param {'person' | 'event'} by @param {Summary | Group} [current] */
function showGroups(by, current) {
  const key = current && ('key' in current ? current.key : current.id)
  grouped = toGroups(shown, by).flatMap(row => ('key' in row && !folded.has(row.key) ? [row, ...row.entries] : [row]))
  members = new Set(grouped.flatMap(row => ('key' in row ? row.entries : [])))
  const index = grouped.findIndex(row => ('key' in row ? row.key : row.id) === key)
  requestList.show({ count: grouped.length, at: place => grouped[place] }, index)
}

function showCounts() {
  const total = currentAccount() === undefined ? entries().length : entries().filter(isOurs).length
  byId('requests-count').textContent = count(total)
  showCount(shown.length, total)
  showEmpty(total)
}

/** @param {Summary[]} news */
function take(news) {
  const current = requestList.current()
  const oldest = entries()[0]?.seq ?? 0
  const keep = shown.findIndex(entry => entry.seq >= oldest)
  shown.splice(0, keep < 0 ? shown.length : keep)
  const visible = news.filter(toFilter())
  shown.push(...visible)
  offerStatuses()
  const by = grouping()
  if (by) showGroups(by, current)
  else {
    showFlat()
    if (visible.length > 0 && !requestList.grew(visible.length)) unseen += visible.length
  }
  showCounts()
  showFresh()
  announce(news)
  searchSoon()
}

/** @param {number} total */
function showEmpty(total) {
  const empty = byId('requests-empty')
  empty.hidden = shown.length > 0 || !isReady()
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

function showFresh() {
  fresh.hidden = unseen === 0
  fresh.textContent = `↑ ${plural(unseen, 'new request')}`
}

/** Shows only the requests about a person. @param {string} identity such as `contacts/7` */
export function showRequestsAbout(identity) {
  setFilters({ person: identity })
  go('requests')
  byId('requests-filters').elements.text.focus()
}

/** Filters again: other accounts, or a start anew. */
export function refreshRequests() {
  refilter()
}

watchFilters({
  changed() {
    requestList.toTop()
    refilter()
  },
  found: refilter,
})
watchJournal({
  news: take,
  changed(old, entry) {
    const index = shown.lastIndexOf(old)
    if (index >= 0) shown[index] = entry
    present()
  },
  replaced() {
    if (entries().length === 0) forgetFound()
    unseen = 0
    refilter()
    showFresh()
    searchSoon()
  },
  waiting(number) {
    const label = !paused ? 'Pause' : number === 0 ? 'Resume' : `Resume, ${count(number)} new`
    byId('requests-pause').textContent = label
  },
})
fresh.addEventListener('click', () => requestList.toTop())
requestList.scroller.addEventListener('scroll', () => {
  if (requestList.scroller.scrollTop >= 1) return
  unseen = 0
  showFresh()
})
byId('requests-pause').addEventListener('click', () => {
  paused = !paused
  byId('requests-pause').setAttribute('aria-pressed', String(paused))
  pause(paused)
})
