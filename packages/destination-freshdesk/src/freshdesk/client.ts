import { createHash } from 'node:crypto'
import type { ModifiedResponse, RequestClient, RequestOptions } from '@segment/actions-core'
import type { Contact } from '../contact'
import { CONTACT, type ObjectWords } from '../messages'
import type { ResolvedSettings } from '../parse-settings'
import type { Response } from './response'
import { toError, toOversizeError } from './to-error'
import { MAX_ACTION_MILLISECONDS, toTransportError, withinTime } from './transport-error'

/** No contact is as long as this. A longer body, unpacked, is refused before it is parsed. */
const MAX_RESPONSE_BYTES = 1_000_000

/**
 * The headers of every request. Freshdesk takes the key as the user name of Basic authentication,
 * with any password.
 */
const toHeaders = (apiKey: string) => ({
  accept: 'application/json',
  authorization: `Basic ${toBasicCredentials(apiKey)}`,
})

const toBasicCredentials = (apiKey: string) => Buffer.from(`${apiKey}:X`).toString('base64')

export type Client = ReturnType<typeof createFreshdeskClient>

/**
 * The part of Freshdesk's REST API v2 that this destination uses. All URLs are here. All calls of
 * one client share one time limit. Each request carries all its options, because not every host
 * applies those of `extendRequest`.
 *
 * @param signal ends the current call.
 * @throws RetryableError 408 when the time limit is over or the host stops the action, 503 when no
 * whole response arrives, 502 when the response is too long. None of them repeats the framework's
 * error, which holds the key and the URL. Errors of the host's own request function pass through
 * unchanged, because the host decides by their class.
 */
export function createFreshdeskClient(request: RequestClient, settings: ResolvedSettings, signal?: AbortSignal) {
  const { apiKey, baseUrl } = settings
  const end = Date.now() + MAX_ACTION_MILLISECONDS
  const headers = toHeaders(apiKey)

  async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, json?: unknown): Promise<Response> {
    const timeout = end - Date.now()
    const options: RequestOptions & { size: number } = {
      method,
      headers,
      timeout,
      // node-fetch counts the unpacked bytes while they arrive.
      size: MAX_RESPONSE_BYTES,
      // Every status has its own meaning, see to-error.ts.
      throwHttpErrors: false,
      // By default the framework reads a clone of each response and leaves the original unread:
      // large bodies then hang for ever.
      skipResponseCloning: true,
      // A followed redirect turns a POST into a GET, whose 200 would look like success.
      redirect: 'manual',
      ...(json !== undefined && { json }),
    }
    try {
      const pending = request(`${baseUrl}/api/v2${path}`, options) as Promise<ModifiedResponse>
      const response = await withinTime(pending, timeout, signal)
      if (typeof response.content === 'string' && response.content.length > MAX_RESPONSE_BYTES) throw toOversizeError()
      return { status: response.status, data: response.data, headers: response.headers }
    } catch (error) {
      throw toTransportError(error, signal)
    }
  }

  return {
    settings,
    /** Names the account in caches of this process, without holding the key. */
    get account() {
      return createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('base64')
    },
    createContact: (contact: Contact) => send('POST', '/contacts', contact),
    updateContact: (id: number, changes: Partial<Contact>) => send('PUT', `/contacts/${id}`, changes),
    viewContact: (id: number) => send('GET', `/contacts/${id}`),
    listContacts: (filter: Record<string, string>) => send('GET', `/contacts?${new URLSearchParams(filter)}`),
    deleteContact: (id: number) => send('DELETE', `/contacts/${id}`),
    hardDeleteContact: (id: number) => send('DELETE', `/contacts/${id}/hard_delete?force=true`),
    viewCurrentAgent: () => send('GET', '/agents/me'),
    listContactFields: () => send('GET', '/contact_fields'),
    listCompanies: (page: string) => send('GET', `/companies?${new URLSearchParams({ page, per_page: '100' })}`),
    /**
     * The error that a response means. `sent` holds the values of the event, which no message
     * repeats.
     */
    toError: (response: Response, sent: object = {}, words: ObjectWords = CONTACT) =>
      toError(response, { sent, words, secrets: [apiKey, toBasicCredentials(apiKey)] }),
  }
}
