// @ts-check
import { announce } from './announce.js'
import { call, currentAccount } from './api.js'
import { copyButton } from './copy.js'
import { starterCurl } from './curl.js'
import { byId, el } from './dom.js'
import { count, plural } from './format.js'
import { createList } from './list.js'
import { attempt, complainUnlessAborted, say } from './notice.js'
import { drawRow } from './request-row.js'
import { go, route } from './router.js'

/** @typedef {import('./request-row.js').Summary} Summary */

const KEPT = 10_000
const FIRST_PAGE = 200

/** @type {Summary[]} oldest first, so that what arrives is pushed */
let all = []
/** @type {Summary[]} those that the filters let through */
let shown = []
/** @type {Summary[]} arrived, not drawn yet */
let arrived = []
let ready = false
/** Counts the loads: one that was overtaken by another ends without a word. */
let loads = 0
let frame = 0
let unseen = 0
let accounts = /** @type {string[]} */ ([])
/** Ids whose headers or bodies hold the text searched for; only the server has these. */
let found = /** @type {Set<string>} */ (new Set())

const form = byId('requests-filters')
const fresh = byId('requests-fresh')

export const requestList = createList({
  scroller: byId('requests-scroller'),
  key: (/** @type {Summary} */ entry) => entry.id,
  draw: drawRow,
  open: entry => go('requests', entry.id),
})

/**
 * Loads what is missing: everything at first, later what came while the connection was away.
 * @returns {Promise<void>}
 */
export async function catchUp() {
  ready = false
  const mine = ++loads
  const newest = all.at(-1)?.seq
  const { requests, meta } = await page({ after: newest, limit: newest === undefined ? FIRST_PAGE : KEPT })
  if (mine !== loads) return
  if (newest !== undefined && meta.lastSeq < newest) return reload()
  all.push(...requests.reverse())
  ready = true
  refilter()
  flush()
  searchSoon()
  if (newest === undefined && meta.total > all.length) {
    const oldest = all[0]?.seq ?? 0
    const older = await page({ limit: KEPT, offset: requests.length })
    if (mine !== loads) return
    all.unshift(...older.requests.reverse().filter((/** @type {Summary} */ entry) => entry.seq < oldest))
    refilter()
  }
}

/** @param {Record<string, string | number | undefined>} query */
const page = query => call('GET', '/requests', { query: { account: undefined, summary: 'true', ...query } })

/** @returns {Promise<void>} */
export function reload() {
  all = []
  shown = []
  unseen = 0
  found = new Set()
  return catchUp()
}

/** The journal was emptied elsewhere when it now ends before what is shown. */
export async function notice() {
  if (!ready) return
  const newest = all.at(-1)?.seq ?? 0
  const { meta } = await page({ limit: 1 })
  if (ready && (meta.lastSeq < newest || meta.total < all.length)) await reload()
}

/** Rows are drawn once a frame, however fast they come. @param {Summary[]} entries */
export function arrive(entries) {
  arrived.push(...entries)
  if (!frame) frame = requestAnimationFrame(flush)
}

function flush() {
  frame = 0
  if (!ready) return
  const newest = all.at(-1)?.seq ?? -1
  const news = arrived.filter(entry => entry.seq > newest)
  arrived = []
  if (news.length === 0) return
  all.push(...news)
  const visible = news.filter(passes)
  shown.push(...visible)
  trim()
  present()
  if (visible.length > 0 && !requestList.grew(visible.length)) unseen += visible.length
  showFresh()
  announce(news)
  searchSoon()
}

function trim() {
  if (all.length <= KEPT) return
  all.splice(0, all.length - KEPT)
  const oldest = all[0]?.seq ?? 0
  const keep = shown.findIndex(entry => entry.seq >= oldest)
  shown.splice(0, keep < 0 ? shown.length : keep)
}

const text = () => form.elements.text.value.trim().toLowerCase()

/**
 * A request to an account that does not exist is shown under every account.
 * @param {Summary} entry
 */
function isOurs({ account }) {
  const chosen = currentAccount()
  return chosen === undefined || account === chosen || !accounts.includes(account)
}

const ours = () => (currentAccount() === undefined ? all : all.filter(isOurs))

/** @param {Summary} entry */
function passes(entry) {
  const method = form.elements.method.value
  const status = form.elements.status.value
  const searched = text()
  if (!isOurs(entry)) return false
  if (method && entry.method !== method) return false
  if (status === 'fault' && !entry.fault) return false
  if (status === 'none' && entry.status !== null) return false
  if (/^\d+$/.test(status) && !String(entry.status ?? '').startsWith(status)) return false
  return !searched || entry.url.toLowerCase().includes(searched) || found.has(entry.id)
}

function refilter() {
  const current = requestList.current()
  shown = all.filter(passes)
  const index = current ? shown.findIndex(entry => entry.id === current.id) : -1
  present(index < 0 ? -1 : shown.length - 1 - index)
}

/** @param {number} [currentIndex] */
function present(currentIndex) {
  requestList.show({ count: shown.length, at: index => shown[shown.length - 1 - index] }, currentIndex)
  const total = ours().length
  byId('requests-count').textContent = count(total)
  showEmpty(total)
}

/** @param {number} total */
function showEmpty(total) {
  const empty = byId('requests-empty')
  empty.hidden = shown.length > 0 || !ready
  if (empty.hidden) return
  if (total > 0) {
    const clear = el('button', { type: 'button', onclick: () => form.reset() }, 'Show all requests')
    empty.replaceChildren(
      el('h3', {}, 'No request matches'),
      el('p', {}, `None of ${plural(total, 'request')} passes these filters.`),
      clear,
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

let searching = 0
function searchSoon() {
  if (searching || !text()) return
  searching = setTimeout(() => {
    searching = 0
    searchBodies().catch(complainUnlessAborted)
  }, 250)
}

let search = new AbortController()
async function searchBodies() {
  search.abort()
  search = new AbortController()
  const { requests } = await call('GET', '/requests', {
    query: { summary: 'true', contains: form.elements.text.value.trim(), limit: KEPT },
    signal: search.signal,
  })
  found = new Set(requests.map((/** @type {Summary} */ entry) => entry.id))
  refilter()
}

function filtersChanged() {
  found = new Set()
  requestList.toTop()
  refilter()
  searchSoon()
}

/** Shows only the requests that mention a text. @param {string} wanted */
export function searchRequests(wanted) {
  form.reset()
  form.elements.text.value = wanted
  filtersChanged()
}

/** @param {string[]} labels */
export function knowAccounts(labels) {
  accounts = labels
  refilter()
}

form.addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault())
form.addEventListener('input', filtersChanged)
form.addEventListener('reset', () => setTimeout(filtersChanged))
fresh.addEventListener('click', () => requestList.toTop())
requestList.scroller.addEventListener('scroll', () => {
  if (requestList.scroller.scrollTop >= 1) return
  unseen = 0
  showFresh()
})
byId('clear-requests').addEventListener(
  'click',
  attempt(async () => {
    await call('DELETE', '/requests')
    if (route().view === 'requests') go('requests')
    await reload()
    say('The requests are cleared.')
  }),
)
