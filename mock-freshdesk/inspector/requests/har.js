// @ts-check
import { call } from '../page/api.js'
import { byId } from '../page/dom.js'
import { download } from '../page/download.js'
import { plural, reason } from '../page/format.js'
import { attempt, say } from '../page/notice.js'
import { KEPT } from './journal.js'
import { shownRequests } from './requests.js'

/**
 * Requests with their bodies as an HTTP archive (HAR 1.2), oldest first. Keys are masked already.
 * @param {any[]} entries
 * @param {string} version
 * @param {string} [origin]
 */
export const toHar = (entries, version, origin = location.origin) => ({
  log: {
    version: '1.2',
    creator: { name: 'mock-freshdesk', version },
    entries: entries.map(entry => toEntry(entry, origin)),
  },
})

/** @param {any} entry @param {string} origin */
function toEntry({ loggedDate, method, url, status, durationMs, fault, notes, request, response }, origin) {
  const target = new URL(url, origin)
  const comment = [...(fault ? [`Changed by fault ${fault}.`] : []), ...notes].join(' ')
  return {
    startedDateTime: loggedDate,
    time: durationMs,
    request: {
      method,
      url: origin + url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: toPairs(request.headers),
      queryString: [...target.searchParams].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: toSize(request.body),
      ...(request.body && {
        postData: { mimeType: request.headers['content-type'] ?? 'application/json', text: request.body },
      }),
    },
    response: {
      // By the format, 0 is the status without a response.
      status: status ?? 0,
      statusText: reason(status),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: toPairs(response?.headers ?? {}),
      content: {
        size: toSize(response?.body ?? ''),
        mimeType: findType(response?.headers ?? {}),
        text: response?.body ?? '',
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: toSize(response?.body ?? ''),
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    ...(comment && { comment }),
  }
}

/** @param {Record<string, string | string[]>} headers */
const toPairs = headers =>
  Object.entries(headers).flatMap(([name, values]) => [values].flat().map(value => ({ name, value: String(value) })))

/** @param {Record<string, string | string[]>} headers */
const findType = headers =>
  String(Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '')

/** @param {string} text */
const toSize = text => new TextEncoder().encode(text).length

byId('requests-har').addEventListener(
  'click',
  attempt(async () => {
    const wanted = new Set(shownRequests().map(entry => entry.id))
    if (wanted.size === 0) return say('There is no request to export.')
    const [{ requests }, { version }] = await Promise.all([
      call('GET', '/requests', { query: { account: undefined, limit: KEPT } }),
      call('GET', '/health', { query: { account: undefined } }),
    ])
    const entries = requests.filter((/** @type {any} */ entry) => wanted.has(entry.id)).reverse()
    download('mock-freshdesk.har', JSON.stringify(toHar(entries, version), null, 2))
    say(`${plural(entries.length, 'request')} saved as mock-freshdesk.har.`)
  }),
)
