// @ts-check
import { call } from '../page/api.js'

/**
 * @typedef {{ code: string, field?: string, message?: string, more?: number }} RefusalError
 *
 * @typedef {{ id: string, seq: number, account: string, loggedDate: string, method: string,
 *   url: string, path: string, status: number | null, durationMs: number, hanging?: true,
 *   fault?: string, notes: string[], whom?: string, record?: string, holder?: string,
 *   identities?: string[], error?: RefusalError }} Summary
 */

/** How many requests the page keeps at most. */
export const KEPT = 10_000
const FIRST_PAGE = 200
/** Small enough that no client of the mock waits for the page. */
const OLDER_PAGE = 1_000

/** @type {Summary[]} oldest first, so that what arrives is pushed */
let all = []
/** @type {Summary[]} arrived, not shown yet */
let arrived = []
let ready = false
let complete = false
let paused = false
/** Counts the loads: one that was overtaken by another ends without a word. */
let loads = 0
let frame = 0

/**
 * Called with the news, with one that changed, or without anything when all may differ.
 * @type {{ news: (entries: Summary[]) => void, changed: (old: Summary, entry: Summary) => void,
 *   replaced: () => void, waiting: (count: number) => void }}
 */
let listener = { news() {}, changed() {}, replaced() {}, waiting() {} }

/** @param {typeof listener} wanted */
export const watchJournal = wanted => {
  listener = wanted
}

export const entries = () => all
export const isReady = () => ready

/** @param {Record<string, string | number | undefined>} query */
const page = query => call('GET', '/requests', { query: { account: undefined, summary: 'true', ...query } })

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
  complete = newest !== undefined || meta.total <= all.length
  listener.replaced()
  flush()
  while (!complete && mine === loads) complete = await loadOlder(mine)
}

/** @param {number} mine @returns {Promise<boolean>} whether there are no older ones */
async function loadOlder(mine) {
  const { requests } = await page({ limit: OLDER_PAGE, offset: all.length })
  if (mine !== loads) return false
  // Requests that came meanwhile move the older ones on: some of these are known.
  const oldest = all[0]?.seq ?? 0
  all.unshift(...requests.reverse().filter((/** @type {Summary} */ entry) => entry.seq < oldest))
  listener.replaced()
  return requests.length < OLDER_PAGE || all.length >= KEPT
}

/** @returns {Promise<void>} */
export function reload() {
  all = []
  return catchUp()
}

/** The journal was emptied or restored elsewhere when it has not what is shown. */
export async function noticeJournal() {
  if (!ready || !complete || paused) return
  const newest = all.at(-1)?.seq ?? 0
  const { meta } = await page({ limit: 1 })
  if (!ready || !complete) return
  const isEmptied = meta.lastSeq < newest || meta.total < all.length
  const isRestored = meta.lastSeq === (all.at(-1)?.seq ?? 0) && Math.min(meta.total, KEPT) > all.length
  if (isEmptied || isRestored) await reload()
}

/** Rows are drawn once a frame, however fast they come. @param {Summary[]} news */
export function arrive(news) {
  arrived.push(...news)
  if (paused) listener.waiting(arrived.length)
  else if (!frame) frame = requestAnimationFrame(flush)
}

/** One that was without an end has one now. @param {Summary} entry */
export function change(entry) {
  if (frame) flush()
  const index = all.findLastIndex(known => known.seq === entry.seq)
  const old = all[index]
  if (!old) {
    const waiting = arrived.findIndex(known => known.seq === entry.seq)
    if (waiting >= 0) arrived[waiting] = entry
    return
  }
  all[index] = entry
  listener.changed(old, entry)
}

function flush() {
  cancelAnimationFrame(frame)
  frame = 0
  if (!ready || paused) return
  const newest = all.at(-1)?.seq ?? -1
  const news = arrived.filter(entry => entry.seq > newest)
  arrived = []
  if (news.length === 0) return
  all.push(...news)
  if (all.length > KEPT) all.splice(0, all.length - KEPT)
  listener.news(news)
}

/** While the list is paused, what arrives waits. @param {boolean} wanted */
export function pause(wanted) {
  paused = wanted
  listener.waiting(arrived.length)
  flush()
}
