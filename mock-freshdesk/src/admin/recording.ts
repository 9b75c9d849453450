import type { Account } from '../accounts/account'
import type { MockContext } from '../context'
import type { Recorded } from '../journal'
import { InvalidInput } from '../validation/invalid-input'
import { parse } from '../validation/parse'
import { json, object, oneOf, text } from '../validation/schemas'
import { callUrl, performCall } from './perform-call'
import { getAccount, type Routes } from './route'
import * as schemas from './schemas'

/**
 * One write that sets a recording. The body is JSON; a text where the request had something else.
 */
export interface RecordedCall {
  method: string
  /** Path and query. */
  url: string
  body?: unknown
  /** The default account when absent. */
  account?: string
}

export interface Recording {
  recording: RecordedCall[]
  /** False when the journal had to forget requests, which may be missing here. */
  complete: boolean
}

export interface Replayed {
  replayed: number
  /** The calls that did not succeed, by their place in the recording. */
  refused: { index: number; method: string; url: string; status: number; response: string }[]
}

const MAX_CALLS = 100_000

const REPLAYED = 'Replayed from a recording; no client sent it.'

const recordedCall = object({
  method: oneOf('POST', 'PUT', 'PATCH', 'DELETE'),
  url: callUrl,
  body: json,
  account: text({ max: 63 }),
})

/**
 * The last request that had begun when an account got its data. Absent for an account that has its
 * data from the start.
 */
const seededAfter = new WeakMap<Account, number>()

/** A recording of this account starts here: it has new data. */
export function startRecording(account: Account, { journal }: MockContext): void {
  seededAfter.set(account, journal.lastTurn)
}

/**
 * The writes that succeeded since the journal was last emptied or the account got its data, in the
 * order they happened.
 */
export function getRecording({ journal, accounts }: MockContext): Recording {
  const findStart = (account: Account | undefined) => (account && seededAfter.get(account)) ?? 0
  const writes = [...journal.entries()]
    .filter(
      recorded => isSuccessfulWrite(recorded) && recorded.turn > findStart(accounts.get(recorded.request.account)),
    )
    .sort((a, b) => a.turn - b.turn)
  const complete = accounts.labels().every(label => findStart(accounts.get(label)) >= journal.lastForgottenTurn)
  return { recording: writes.map(recorded => toCall(recorded, accounts.default.label)), complete }
}

/**
 * Carries out the calls of a recording, past faults and rate limits, with the key of an agent who
 * may write.
 */
export function replayRecording(mock: MockContext, recording: unknown): Replayed {
  const calls = parseCalls(recording)
  const refused: Replayed['refused'] = []
  for (const [index, { method, url, body, account }] of calls.entries()) {
    const response = performCall(getAccount(mock, account), mock, { method, url, body }, REPLAYED)
    if (response.status >= 300) refused.push({ index, method, url, status: response.status, response: response.body })
  }
  return { replayed: calls.length - refused.length, refused }
}

export const recordingRoutes: Routes = {
  'GET /__admin/recording': {
    summary: 'The writes that succeeded so far: save them, and replay them',
    responses: { 200: schemas.Recording },
    handle: ({ mock }) => getRecording(mock),
  },
  'POST /__admin/recording': {
    summary: 'Replay a recording',
    body: schemas.Recording,
    responses: { 200: schemas.Replayed },
    handle: ({ mock, body }) => replayRecording(mock, body()),
  },
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

function isSuccessfulWrite({ request, outcome }: Recorded): boolean {
  return !READS.has(request.method) && outcome !== null && outcome >= 200 && outcome < 300
}

function toCall({ request }: Recorded, defaultLabel: string): RecordedCall {
  const { method, path, search, body, account } = request
  return {
    method,
    // Two slashes at the beginning are as good as one in a write.
    url: (path.startsWith('//') ? path.slice(1) : path) + search,
    ...(body !== '' && { body: parsed(body) }),
    ...(account !== defaultLabel && { account }),
  }
}

function parseCalls(recording: unknown) {
  const calls =
    typeof recording === 'object' && recording !== null && 'recording' in recording ? recording.recording : undefined
  if (!Array.isArray(calls)) throw new InvalidInput('A recording is { "recording": [ { "method", "url", "body" } ] }.')
  if (calls.length > MAX_CALLS) throw new InvalidInput(`A recording may have at most ${MAX_CALLS} calls.`)
  return calls.map((call, index) => {
    const { method, url, ...rest } = parse(recordedCall, call, `recording[${index}]`)
    if (method && url) return { method, url, ...rest }
    throw new InvalidInput(`recording[${index}] needs a method and a url.`)
  })
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
