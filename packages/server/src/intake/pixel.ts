import { asRecord } from './json'

/** The types of events that a pixel carries (Signal's documentation of the tracking pixel). */
export const PIXEL_TYPES: ReadonlySet<string> = new Set(['track', 'page', 'identify', 'group'])

/** A transparent image of one point. */
export const PIXEL_IMAGE = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** An image from a cache would hide the next event. */
export const PIXEL_HEADERS = {
  'content-type': 'image/gif',
  'cache-control': 'no-store, no-cache, must-revalidate',
  pragma: 'no-cache',
  expires: '0',
}

/**
 * Reads an event from the query of a tracking pixel, for mails and pages without JavaScript.
 *
 * @example readPixel({ wk: 'dk_1', e: 'Email Opened', uid: 'u1', 'p.campaign': 'c1' })
 * // { writeKey: 'dk_1', event: 'Email Opened', userId: 'u1', properties: { campaign: 'c1' }, ... }
 */
export function readPixel(query: unknown): Record<string, unknown> {
  const parameters = Object.entries(asRecord(query)).filter(([, value]) => typeof value === 'string')
  const { wk, e, uid, aid, ts, mid } = Object.fromEntries(parameters)
  const startingWith = (prefix: string) =>
    Object.fromEntries(
      parameters.filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]),
    )
  const time = new Date(/^\d+$/.test(String(ts)) ? Number(ts) : Number.NaN)
  return {
    writeKey: wk,
    event: e,
    userId: uid,
    anonymousId: aid,
    messageId: mid,
    ...(!Number.isNaN(time.getTime()) && { timestamp: time.toISOString() }),
    properties: startingWith('p.'),
    traits: startingWith('t.'),
  }
}
