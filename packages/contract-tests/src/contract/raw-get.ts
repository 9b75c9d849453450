import { get as getHttp, type IncomingHttpHeaders } from 'node:http'
import { get as getHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Account } from './account'
import { basic } from './api-client'

/** A GET with a path and a Host that fetch would not send as they stand. */
export function rawGet(account: Account, path: string, headers: Record<string, string> = {}) {
  const url = new URL(account.url())
  const get = url.protocol === 'https:' ? getHttps : getHttp
  return new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const options = {
      host: url.hostname,
      port: url.port,
      path,
      headers: { Authorization: basic(account.apiKey), ...headers },
    }
    get(options, async response =>
      resolve({ status: response.statusCode, headers: response.headers, text: await text(response) }),
    ).on('error', reject)
  })
}
