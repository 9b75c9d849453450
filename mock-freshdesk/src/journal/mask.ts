import type { IncomingHttpHeaders } from 'node:http'
import { SECRET_HEADERS } from './differences'

/** Long enough that its last characters tell two keys apart and give neither away. */
const LONG_ENOUGH_TO_SHOW_ITS_END = 12

const SECRET_PARAMETERS = /([?&](?:api_key|access_token)=)[^&#]*/gi

/** A query string as it may be shown: `?api_key=****`. */
export const maskSearch = (search: string) => search.replace(SECRET_PARAMETERS, '$1****')

/** Headers as they may be shown: `Basic ****` and the last four characters of the API key. */
export function maskHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.has(name) ? mask(String(value)) : value]),
  )
}

function mask(value: string): string {
  const [, scheme = '', credentials = ''] = /^(Basic |Bearer |Token )?(.*)$/is.exec(value) ?? []
  const [key = ''] = Buffer.from(credentials, 'base64').toString('latin1').split(':')
  const end = key.length >= LONG_ENOUGH_TO_SHOW_ITS_END && /^[\x21-\x7e]+$/.test(key) ? key.slice(-4) : ''
  return `${scheme}****${end}`
}
