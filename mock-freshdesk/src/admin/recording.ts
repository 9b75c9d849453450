import type { Account } from '../accounts/account'
import { freshdeskApi } from '../api/freshdesk-api'
import type { MockContext } from '../context'
import type { MockAnswer, MockRequest } from '../http/types'
import type { Recorded } from '../journal'
import { InvalidInput } from '../validation/invalid-input'
import { json, object, oneOf, type Reader, text } from '../validation/readers'
import { accountOf, type Route } from './route'

/** One write that sets a scene. The body is JSON; a text where the request had something else. */
export interface SceneCall {
  method: string
  /** Path and query. */
  url: string
  body?: unknown
  /** The default account when absent. */
  account?: string
}

export interface Scene {
  scene: SceneCall[]
  /** False when the journal had to forget requests, which may be missing here. */
  complete: boolean
}

export interface Replayed {
  replayed: number
  /** The calls that were not answered with success, by their place in the scene. */
  refused: { index: number; method: string; url: string; status: number; answer: string }[]
}

const MOST_CALLS = 100_000

const REPLAYED = 'Replayed from a scene; no client sent it.'

/** Longer than node lets a request line be: whatever was served can be replayed. */
const LONGEST_URL = 20_000

const readUrl: Reader<string> = (value, name) => {
  const url = text({ max: LONGEST_URL })(value, name)
  if (url.startsWith('/api/v2/')) return url
  throw new InvalidInput(`${name} must be a path under /api/v2/; it is ${JSON.stringify(url.slice(0, 100))}.`)
}

const readCall = object({
  method: oneOf('POST', 'PUT', 'DELETE'),
  url: readUrl,
  body: json,
  account: text({ max: 63 }),
})

/** The last exchange that had begun when an account was given its data; none when it has it from the start. */
const seededAfter = new WeakMap<Account, number>()

/** A scene of this account starts here: it has new data. */
export function startScene(account: Account, { journal }: MockContext): void {
  seededAfter.set(account, journal.lastTurn)
}

/** The writes that succeeded since the journal was last emptied or the account got its data, in the order they happened. */
export function sceneOf({ journal, accounts }: MockContext): Scene {
  const startOf = (account: Account | undefined) => (account && seededAfter.get(account)) ?? 0
  const writes = [...journal.entries()]
    .filter(recorded => isSuccessfulWrite(recorded) && recorded.turn > startOf(accounts.get(recorded.request.account)))
    .sort((a, b) => a.turn - b.turn)
  const complete = accounts.labels().every(label => startOf(accounts.get(label)) >= journal.lastForgottenTurn)
  return { scene: writes.map(recorded => sceneCall(recorded, accounts.default.label)), complete }
}

/** Carries out the calls of a scene, past faults and rate limits, with the key of an agent who may write. */
export function replayScene(mock: MockContext, scene: unknown): Replayed {
  const calls = readScene(scene)
  const refused: Replayed['refused'] = []
  for (const [index, { method, url, body, account }] of calls.entries()) {
    const answer = withoutLimit(accountOf(mock, account), account => perform(account, mock, { method, url, body }))
    if (answer.status >= 300) refused.push({ index, method, url, status: answer.status, answer: answer.body })
  }
  return { replayed: calls.length - refused.length, refused }
}

export const sceneRoutes: Route[] = [
  {
    method: 'GET',
    path: '/scene',
    summary: 'The writes that succeeded so far: save them, and replay them',
    answer: ({ mock }) => sceneOf(mock),
  },
  {
    method: 'POST',
    path: '/scene',
    summary: 'Replay a scene',
    answer: ({ mock, body }) => replayScene(mock, body()),
  },
]

function isSuccessfulWrite({ request, outcome }: Recorded): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD' && outcome !== null && outcome >= 200 && outcome < 300
}

function sceneCall({ request }: Recorded, defaultLabel: string): SceneCall {
  const { method, path, search, body, account } = request
  return {
    method,
    // Two slashes at the beginning are as good as one in a write.
    url: (path.startsWith('//') ? path.slice(1) : path) + search,
    ...(body !== '' && { body: parsed(body) }),
    ...(account !== defaultLabel && { account }),
  }
}

function readScene(scene: unknown) {
  const calls = typeof scene === 'object' && scene !== null && 'scene' in scene ? scene.scene : undefined
  if (!Array.isArray(calls)) throw new InvalidInput('A scene is { "scene": [ { "method", "url", "body" } ] }.')
  if (calls.length > MOST_CALLS) throw new InvalidInput(`A scene may have at most ${MOST_CALLS} calls.`)
  return calls.map((call, index) => {
    const { method, url, ...rest } = readCall(call, `scene[${index}]`)
    if (method && url) return { method, url, ...rest }
    throw new InvalidInput(`scene[${index}] needs a method and a url.`)
  })
}

function perform(account: Account, { clock, journal }: MockContext, { method, url, body }: SceneCall): MockAnswer {
  const mark = url.indexOf('?')
  const request: MockRequest = {
    method,
    path: mark === -1 ? url : url.slice(0, mark),
    search: mark === -1 ? '' : url.slice(mark),
    headers: {
      authorization: `Basic ${Buffer.from(`${keyOfAWriter(account)}:X`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
    wellEncoded: true,
    account: account.label,
    at: clock.now(),
  }
  const startedAt = performance.now()
  const answer = freshdeskApi(account, request)
  journal.record(request, answer, { startedAt, durationMs: performance.now() - startedAt, note: REPLAYED })
  return answer
}

function keyOfAWriter({ label, store }: Account): string {
  for (const { api_key, read_only } of store.agents.rows.values()) if (api_key && !read_only) return api_key
  throw new InvalidInput(`No agent of the account "${label}" has an API key and may write: a scene cannot be replayed.`)
}

function withoutLimit<T>(account: Account, run: (account: Account) => T): T {
  const { plan } = account.rateLimit.status()
  account.rateLimit.setPlan('off')
  try {
    return run(account)
  } finally {
    account.rateLimit.setPlan(plan)
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
