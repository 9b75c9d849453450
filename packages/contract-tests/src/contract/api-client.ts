import { randomBytes } from 'node:crypto'
import type { Abilities, Account } from './account'

export interface ApiResponse {
  status: number
  /** By lower-case name. */
  headers: Record<string, string>
  text: string
  /** The parsed body of a JSON response, or undefined for any other body. */
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is the very thing the tests look at
  body: any
}

export interface Contact extends Record<string, unknown> {
  id: number
  name: string
  email: string
  created_at: string
}

export type ApiClient = ReturnType<typeof createApiClient>

/** How an unusual request differs from the usual one. */
export interface Unusual {
  headers?: Record<string, string | undefined>
  /** Sent as it stands. */
  raw?: string | Buffer<ArrayBuffer>
}

const MADE_BY_TESTS = /^\/(?:contacts|companies|contact_fields|company_fields)\/?$/

/**
 * Sends requests with plain fetch, and deletes what it created. It calls `pause` when the account's
 * rate limit is near. When `pause` is null it never waits, and returns a 429 like any response.
 */
export function createApiClient(account: Account, pause: ((seconds: number) => Promise<void>) | null = sleep) {
  /** Part of every email address and external id of this run, so that two runs do not collide. */
  const run = randomBytes(4).toString('hex')
  const made: string[] = []
  let people = 0

  async function send(method: string, path: string, body?: unknown, unusual: Unusual = {}): Promise<ApiResponse> {
    const headers: Record<string, string | undefined> = {
      Authorization: basic(account.apiKey),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...unusual.headers,
    }
    const init: RequestInit = {
      method,
      redirect: 'manual',
      headers: Object.fromEntries(Object.entries(headers).filter((h): h is [string, string] => h[1] !== undefined)),
      body: unusual.raw ?? (body === undefined ? null : JSON.stringify(body)),
    }
    const response = await inTime(() => fetchAnswer(`${account.url()}${path}`, init))
    if (response.status === 201 && method === 'POST') note(path, response)
    return response
  }

  /**
   * Leaves a fifth of the account's rate limit to other users, and waits after a 429.
   */
  async function inTime(callApi: () => Promise<ApiResponse>): Promise<ApiResponse> {
    const response = await callApi()
    if (pause === null) return response
    if (response.status === 429) {
      await pause(Number(response.headers['retry-after'] ?? 60))
      return inTime(callApi)
    }
    const remaining = Number(response.headers['x-ratelimit-remaining'] ?? Number.POSITIVE_INFINITY)
    if (remaining < Number(response.headers['x-ratelimit-total'] ?? 0) / 5) await pause(60)
    return response
  }

  function note(path: string, response: ApiResponse) {
    const resource = path.replace('/api/v2', '')
    if (MADE_BY_TESTS.test(resource)) made.push(`${path.replace(/\/$/, '')}/${response.body.id}`)
  }

  const apiClient = {
    account,
    send: (method: string, path: string, body?: unknown, unusual?: Unusual) =>
      send(method, `/api/v2${path}`, body, unusual),
    /** A path that is not under /api/v2. */
    sendTo: send,
    get: (path: string, unusual?: Unusual) => apiClient.send('GET', path, undefined, unusual),
    post: (path: string, body: unknown, unusual?: Unusual) => apiClient.send('POST', path, body, unusual),
    put: (path: string, body?: unknown, unusual?: Unusual) => apiClient.send('PUT', path, body, unusual),
    delete: (path: string, unusual?: Unusual) => apiClient.send('DELETE', path, undefined, unusual),

    /** A value that no other test uses: `ticket` returns ticket.5f0c2a9e.7 */
    unique: (word: string) => `${word}.${run}.${++people}`,
    /** A name and an email address that no contact has. */
    person: (name = 'Ada Moss') => ({
      name,
      email: `${apiClient.unique(name.toLowerCase().replace(/[^a-z]+/g, '.'))}@example.com`,
    }),
    /** A phone number that no contact has. */
    phone: () => `+1555${parseInt(run, 16)}${++people}`,

    /** Creates a contact. The defaults are a new name and email address. */
    async contact(values: Record<string, unknown> = {}): Promise<Contact> {
      return apiClient.made('/contacts', { ...apiClient.person(), ...values })
    },
    /** Sends a POST that must return 201, and returns its body. */
    async made<T extends { id: number } = Contact>(path: string, values: unknown): Promise<T> {
      const response = await apiClient.post(path, values)
      expect(response).toMatchObject({ status: 201 })
      return response.body
    },
    /** The contact as GET shows it. */
    async view(id: number): Promise<Contact> {
      const response = await apiClient.get(`/contacts/${id}`)
      expect(response).toMatchObject({ status: 200 })
      return response.body
    },
    /** Ids of the contacts that a list with this query holds. */
    async listed(query: Record<string, string>): Promise<number[]> {
      const response = await apiClient.get(`/contacts?${new URLSearchParams(query)}`)
      expect(response).toMatchObject({ status: 200 })
      return response.body.map((contact: Contact) => contact.id)
    },

    /**
     * A test that needs this ability of the account. Without the ability it is skipped, and its
     * name says which ability is missing.
     */
    given<A extends keyof Abilities>(ability: A, fact: string, prove: (it: Required<Abilities>[A]) => Promise<void>) {
      const it = account.abilities?.[ability]
      if (it === undefined) test.skip(`${fact} (needs: ${ability})`, () => {})
      else test(fact, () => prove(it as Required<Abilities>[A]))
    },

    /** A test of what accounts of some generations show; skipped on others. */
    ofGenerations(years: readonly number[], fact: string, prove: () => Promise<void>) {
      const year = account.abilities?.generation
      if (year !== undefined && years.includes(year)) test(fact, prove)
      else test.skip(`${fact} (needs: an account of ${years.join(' or ')})`, () => {})
    },

    /** Takes away all that this apiClient made. Names what it could not. */
    async cleanUp() {
      const left: string[] = []
      for (const path of made.splice(0).reverse()) {
        const target = path.startsWith('/api/v2/contacts/') ? `${path}/hard_delete?force=true` : path
        const { status } = await send('DELETE', target)
        if (status !== 204 && status !== 404) left.push(`${path} (response ${status})`)
      }
      if (left.length > 0)
        throw new Error(`These test records are still there, delete them by hand: ${left.join(', ')}`)
    },
  }
  return apiClient
}

export const basic = (user: string, password = 'X') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

async function fetchAnswer(url: string, init: RequestInit): Promise<ApiResponse> {
  const response = await fetch(url, init)
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== ''
  return {
    status: response.status,
    headers: { ...Object.fromEntries(response.headers), ...joinedCookies(response.headers) },
    text,
    body: isJson ? JSON.parse(text) : undefined,
  }
}

/** Every cookie of a response in one text; nothing when it sets no cookie. */
const joinedCookies = (headers: Headers) =>
  headers.has('set-cookie') ? { 'set-cookie': headers.getSetCookie().join(', ') } : {}

const sleep = (seconds: number) => new Promise<void>(resolve => setTimeout(resolve, seconds * 1000))
