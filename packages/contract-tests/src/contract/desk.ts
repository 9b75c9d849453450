import { randomBytes } from 'node:crypto'
import type { Abilities, Account } from './account'

export interface Answer {
  status: number
  /** By lower-case name. */
  headers: Record<string, string>
  text: string
  /** The parsed body of a JSON answer, else undefined. */
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is the very thing the tests look at
  body: any
}

export interface Contact extends Record<string, unknown> {
  id: number
  name: string
  email: string
  created_at: string
}

export type Desk = ReturnType<typeof createDesk>

/** How an unusual request differs from the usual one. */
export interface Unusual {
  headers?: Record<string, string | undefined>
  /** Sent as it stands. */
  raw?: string | Buffer<ArrayBuffer>
}

const MADE_BY_TESTS = /^\/(?:contacts|companies|contact_fields|company_fields)\/?$/

/**
 * Makes requests with plain fetch, and takes away what it made. It waits, by `pause`, when the
 * account's limit is near; with null it never waits, and a 429 is an answer like any other.
 */
export function createDesk(account: Account, pause: ((seconds: number) => Promise<void>) | null = sleep) {
  /** In every e-mail address and external id of this run: no two runs meet. */
  const run = randomBytes(4).toString('hex')
  const made: string[] = []
  let people = 0

  async function send(method: string, path: string, body?: unknown, unusual: Unusual = {}): Promise<Answer> {
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
    const answer = await inTime(() => fetchAnswer(`${account.url()}${path}`, init))
    if (answer.status === 201 && method === 'POST') note(path, answer)
    return answer
  }

  /**
   * Leaves a fifth of the account's limit to its other users, and waits out a limit that is used
   * up.
   */
  async function inTime(ask: () => Promise<Answer>): Promise<Answer> {
    const answer = await ask()
    if (pause === null) return answer
    if (answer.status === 429) {
      await pause(Number(answer.headers['retry-after'] ?? 60))
      return inTime(ask)
    }
    const remaining = Number(answer.headers['x-ratelimit-remaining'] ?? Number.POSITIVE_INFINITY)
    if (remaining < Number(answer.headers['x-ratelimit-total'] ?? 0) / 5) await pause(60)
    return answer
  }

  function note(path: string, answer: Answer) {
    const resource = path.replace('/api/v2', '')
    if (MADE_BY_TESTS.test(resource)) made.push(`${path.replace(/\/$/, '')}/${answer.body.id}`)
  }

  const desk = {
    account,
    send: (method: string, path: string, body?: unknown, unusual?: Unusual) =>
      send(method, `/api/v2${path}`, body, unusual),
    /** A path that is not under /api/v2. */
    sendTo: send,
    get: (path: string, unusual?: Unusual) => desk.send('GET', path, undefined, unusual),
    post: (path: string, body: unknown, unusual?: Unusual) => desk.send('POST', path, body, unusual),
    put: (path: string, body?: unknown, unusual?: Unusual) => desk.send('PUT', path, body, unusual),
    delete: (path: string, unusual?: Unusual) => desk.send('DELETE', path, undefined, unusual),

    /** A value no other test uses: `ticket` gives ticket.5f0c2a9e.7 */
    unique: (word: string) => `${word}.${run}.${++people}`,
    /** A name and an e-mail address nobody else has. */
    person: (name = 'Ada Moss') => ({
      name,
      email: `${desk.unique(name.toLowerCase().replace(/[^a-z]+/g, '.'))}@example.com`,
    }),
    /** A phone number nobody else has. */
    phone: () => `+1555${parseInt(run, 16)}${++people}`,

    /** Makes a contact; what is not given is a person of their own. */
    async contact(values: Record<string, unknown> = {}): Promise<Contact> {
      return desk.made('/contacts', { ...desk.person(), ...values })
    },
    /** POSTs what must be made, and returns it. */
    async made<T extends { id: number } = Contact>(path: string, values: unknown): Promise<T> {
      const answer = await desk.post(path, values)
      expect(answer).toMatchObject({ status: 201 })
      return answer.body
    },
    /** The contact as GET shows it. */
    async view(id: number): Promise<Contact> {
      const answer = await desk.get(`/contacts/${id}`)
      expect(answer).toMatchObject({ status: 200 })
      return answer.body
    },
    /** Ids of the contacts that a list with this query holds. */
    async listed(query: Record<string, string>): Promise<number[]> {
      const answer = await desk.get(`/contacts?${new URLSearchParams(query)}`)
      expect(answer).toMatchObject({ status: 200 })
      return answer.body.map((contact: Contact) => contact.id)
    },

    /**
     * A test of what only accounts with this ability show; on others it is skipped, and says what
     * is missing.
     */
    given<A extends keyof Abilities>(ability: A, fact: string, prove: (it: Required<Abilities>[A]) => Promise<void>) {
      const it = account.abilities?.[ability]
      if (it === undefined) test.skip(`${fact} (needs: ${ability})`, () => {})
      else test(fact, () => prove(it as Required<Abilities>[A]))
    },

    /** Takes away all that this desk made. Names what it could not. */
    async cleanUp() {
      const left: string[] = []
      for (const path of made.splice(0).reverse()) {
        const target = path.startsWith('/api/v2/contacts/') ? `${path}/hard_delete?force=true` : path
        const { status } = await send('DELETE', target)
        if (status !== 204 && status !== 404) left.push(`${path} (answer ${status})`)
      }
      if (left.length > 0)
        throw new Error(`These test records are still there, delete them by hand: ${left.join(', ')}`)
    },
  }
  return desk
}

export const basic = (user: string, password = 'X') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

async function fetchAnswer(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init)
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== ''
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text,
    body: isJson ? JSON.parse(text) : undefined,
  }
}

const sleep = (seconds: number) => new Promise<void>(resolve => setTimeout(resolve, seconds * 1000))
