// @ts-check
import { call } from '../page/api.js'
import { complainUnlessAborted } from '../page/notice.js'
import { KEPT } from './journal.js'

const SOON_MS = 250

/** Ids whose bodies hold the text searched for; only the server has the bodies. */
let found = /** @type {Set<string>} */ (new Set())
let wanted = ''
let timer = 0
let search = new AbortController()

/** @param {string} id */
export const isFoundInBody = id => found.has(id)

export function forgetFound() {
  found = new Set()
}

/** Many calls in a row cause one search. @param {string} text @param {() => void} done */
export function searchBodies(text, done) {
  wanted = text
  if (timer || !text) return
  timer = setTimeout(() => {
    timer = 0
    ask(done).catch(complainUnlessAborted)
  }, SOON_MS)
}

/** @param {() => void} done */
async function ask(done) {
  search.abort()
  search = new AbortController()
  const query = { summary: 'true', contains: wanted, limit: KEPT }
  const { requests } = await call('GET', '/requests', { query, signal: search.signal })
  found = new Set(requests.map((/** @type {{ id: string }} */ entry) => entry.id))
  done()
}
