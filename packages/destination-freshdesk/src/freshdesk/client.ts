import { type ModifiedResponse, type RequestClient, type RequestOptions, RetryableError } from '@segment/actions-core'
import type { Contact } from '../contact'
import type { Account } from '../settings'

/** One answer of Freshdesk, whatever its status. `data` is the parsed JSON, or text, or undefined where the body was not what it said. */
export interface Answer {
  status: number
  data: unknown
  headers: { get(name: string): string | null }
}

export type Client = ReturnType<typeof freshdesk>

/** Hosts give an action about four seconds; what has to be said about a slow server must be said before. */
const ACTION_MILLISECONDS = 3500

/** What every request to Freshdesk has in common. */
export function requestDefaults(account: Pick<Account, 'apiKey'>): RequestOptions {
  return {
    // Basic authentication: the key is the user name, and Freshdesk wants some password.
    username: account.apiKey,
    password: 'X',
    headers: { accept: 'application/json' },
    // Every status has its own meaning here, see errors.ts.
    throwHttpErrors: false,
    // By default the framework reads a clone of each answer and leaves the original unread: large bodies then hang for ever.
    skipResponseCloning: true,
    // A followed redirect turns a POST into a GET, whose 200 would look like success.
    redirect: 'manual',
  }
}

/**
 * Freshdesk's REST API v2, as far as this destination uses it: every URL is here. All calls of one client share one time limit.
 *
 * @throws RetryableError 408 when time is up or the host stops the action, 503 when no whole answer came. Neither repeats the framework's error,
 * which holds the key and the URL.
 */
export function freshdesk(request: RequestClient, account: Account, signal?: AbortSignal) {
  const end = Date.now() + ACTION_MILLISECONDS

  async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, json?: unknown): Promise<Answer> {
    const timeout = end - Date.now()
    if (timeout <= 0) throw new RetryableError(OUT_OF_TIME, 408)
    try {
      const url = `${account.baseUrl}/api/v2${path}`
      const response = (await request(url, {
        method,
        timeout,
        ...(json !== undefined && { json }),
      })) as ModifiedResponse
      return { status: response.status, data: response.data, headers: response.headers }
    } catch (error) {
      if (signal?.aborted) throw new RetryableError('The host stopped the delivery before Freshdesk answered.', 408)
      if (isTimeout(error) || Date.now() >= end) throw new RetryableError(OUT_OF_TIME, 408)
      throw new RetryableError(`Freshdesk gave no answer: ${causeOf(error)}. The delivery can be tried again.`, 503)
    }
  }

  return {
    createContact: (contact: Contact) => send('POST', '/contacts', contact),
    updateContact: (id: number, changes: Partial<Contact>) => send('PUT', `/contacts/${id}`, changes),
    viewContact: (id: number) => send('GET', `/contacts/${id}`),
    findContacts: (filter: Record<string, string>) => send('GET', `/contacts?${new URLSearchParams(filter)}`),
    deleteContact: (id: number) => send('DELETE', `/contacts/${id}`),
    hardDeleteContact: (id: number) => send('DELETE', `/contacts/${id}/hard_delete?force=true`),
    viewCurrentAgent: () => send('GET', '/agents/me'),
    listContactFields: () => send('GET', '/contact_fields'),
    listCompanies: (page: string) => send('GET', `/companies?${new URLSearchParams({ page, per_page: '100' })}`),
  }
}

const OUT_OF_TIME = `Freshdesk did not answer in time (${ACTION_MILLISECONDS / 1000} seconds for all requests of one event). The delivery can be tried again.`

/** The codes and names that node-fetch and the framework give an answer that came too late. */
const isTimeout = (error: unknown) => /ETIMEDOUT|TIMEOUT|body-timeout/i.test(codeOf(error))

const SENTENCES: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
}

/** Only the error's code, never its message: node-fetch puts the whole URL there. */
function causeOf(error: unknown): string {
  const code = codeOf(error)
  return SENTENCES[code] ?? (/^[\w-]{1,40}$/.test(code) ? `the connection failed (${code})` : 'the connection failed')
}

function codeOf(error: unknown): string {
  const { code, type } = Object(error) as { code?: unknown; type?: unknown }
  return String(code ?? type ?? '')
}
