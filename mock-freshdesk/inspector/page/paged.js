// @ts-check
import { complain } from './notice.js'

const PAGE = 100
const PAGES_KEPT = 60

/**
 * Rows of a long list on the server, loaded page by page as they come into sight.
 * @param {object} options
 * @param {(query: { offset: number, limit: number }, signal: AbortSignal) => Promise<{ rows: any[],
 *   total: number }>} options.load
 * @param {(rows: { count: number, at: (index: number) => any }, currentIndex?: number) => void}
 *   options.show
 * @param {(total: number) => void} options.loaded
 */
export function createPages({ load, show, loaded }) {
  /**
   * Pages by number; one of an older version is shown until it is loaded anew.
   * @type {Map<number, { rows: any[], version: number }>}
   */
  const pages = new Map()
  let version = 0
  let loading = false
  /** What is in `pages` answers another question: it is shown until the first answer to the new. */
  let outdated = false
  let wanted = { first: 0, last: 0 }
  let asked = new AbortController()

  /** One page at a time: who drags through 100,000 rows asks only for where they stop. */
  async function loadNext() {
    const number = missing()
    if (loading || number === undefined) return
    loading = true
    const mine = version
    try {
      const answer = await load({ offset: number * PAGE, limit: PAGE }, asked.signal)
      if (mine === version) keep(number, answer)
    } catch (error) {
      // Without an answer the connection's own banner says so, and loads anew when it is back.
      if (mine === version && /** @type {any} */ (error).status !== 0) {
        forgetOutdated()
        pages.set(number, { rows: [], version })
        complain(error)
      }
      if (mine === version) return
    } finally {
      loading = false
    }
    loadNext()
  }

  function missing() {
    const last = Math.max(0, Math.ceil(wanted.last / PAGE) - 1)
    for (let number = Math.floor(wanted.first / PAGE); number <= last; number++)
      if (pages.get(number)?.version !== version) return number
    return undefined
  }

  /** @param {number} number @param {{ rows: any[], total: number }} answer */
  function keep(number, { rows, total }) {
    const current = outdated ? -1 : undefined
    forgetOutdated()
    pages.delete(number)
    pages.set(number, { rows, version })
    for (const old of pages.keys()) if (pages.size > PAGES_KEPT) pages.delete(old)
    const at = (/** @type {number} */ index) => pages.get(Math.floor(index / PAGE))?.rows[index % PAGE]
    show({ count: total, at }, current)
    loaded(total)
  }

  function forgetOutdated() {
    if (outdated) pages.clear()
    outdated = false
  }

  return {
    /** Loads what is missing of rows first..last-1. @param {number} first @param {number} last */
    need(first, last) {
      wanted = { first, last }
      loadNext()
    },
    /** What is shown is loaded anew, in place. */
    refresh() {
      version += 1
      asked.abort()
      asked = new AbortController()
      loadNext()
    },
    /** The answers to another question: the list starts from its top. */
    restart() {
      outdated = true
      wanted = { first: 0, last: 0 }
      this.refresh()
    },
  }
}
