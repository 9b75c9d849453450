// @ts-check
import { currentAccount } from '../page/api.js'
import { byId } from '../page/dom.js'
import { count } from '../page/format.js'
import { createList } from '../page/list.js'
import { go } from '../page/router.js'
import { announce } from './announce.js'
import { showEmpty } from './empty-list.js'
import {
  grouping,
  isOurs,
  offerStatuses,
  searchSoon,
  setFilters,
  showCount,
  toFilter,
  watchFilters,
} from './filters.js'
import { addUnseen, forgetUnseen } from './fresh.js'
import { toGroups } from './groups.js'
import { entries, pause, watchJournal } from './journal.js'
import { drawGroup, drawRow } from './request-row.js'
import { forgetFound } from './search-bodies.js'

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
let paused = false

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
  showEmpty(shown.length, total)
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
    if (visible.length > 0 && !requestList.grew(visible.length)) addUnseen(visible.length)
  }
  showCounts()
  announce(news)
  searchSoon()
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
    forgetUnseen()
    refilter()
    searchSoon()
  },
  waiting(number) {
    const label = !paused ? 'Pause' : number === 0 ? 'Resume' : `Resume, ${count(number)} new`
    byId('requests-pause').textContent = label
  },
})
byId('requests-fresh').addEventListener('click', () => requestList.toTop())
requestList.scroller.addEventListener('scroll', () => {
  if (requestList.scroller.scrollTop < 1) forgetUnseen()
})
byId('requests-pause').addEventListener('click', () => {
  paused = !paused
  byId('requests-pause').setAttribute('aria-pressed', String(paused))
  pause(paused)
})
