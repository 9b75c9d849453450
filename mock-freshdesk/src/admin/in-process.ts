import type { Plan, RateLimitStatus } from '../accounts/rate-limit'
import type { MockContext } from '../context'
import type { Fault } from '../faults'
import type { FaultDefinition } from '../faults/definition'
import { describeEntry, type Entry } from '../journal/entry'
import { type JournalFilter, listRequests } from '../journal/list'
import { findRequests, type Nearest, nearestOther, nearestRequest, waitForRequests } from '../journal/lookup'
import type { RequestPattern } from '../journal/pattern'
import { requestPattern } from '../journal/pattern-schema'
import { parse } from '../validation/parse'
import { type ClockState, changeClock, clockState } from './clock'
import { type ContactFilter, listContacts, viewContact } from './contacts'
import { type Loaded, loadSeed, takeSnapshot } from './data'
import { changeRateLimit } from './rate-limit'
import { getRecording, type RecordedCall, type Recording, type Replayed, replayRecording } from './recording'
import { requestFilter, requestsToWaitFor } from './requests'
import { getAccount } from './route'
import { changeSettings, getSettings, type Settings } from './settings'

/** A contact as GET /contacts/:id shows it. */
export interface ContactJson {
  id: number
  name: string
  email: string | null
  [key: string]: unknown
}

/**
 * What /__admin does, without HTTP: for test suites that start the mock in process. Whatever is out
 * of range throws an error whose message says what is wrong. `account` is the default one when
 * absent.
 */
export interface MockAdmin {
  /** The received requests, newest first. At most 100, unless `limit` says otherwise. */
  requests(filter?: JournalFilter): Entry[]
  count(pattern?: RequestPattern): number
  find(pattern?: RequestPattern): Entry[]
  /** The request that comes closest to the pattern, and its differences. */
  nearest(pattern: RequestPattern): Nearest
  /** The same among the requests that do not fit. */
  nearestOther(pattern: RequestPattern): Nearest
  /**
   * Resolves with the requests that fit, newest first, as soon as there are `count` (1), those from
   * before the call included. Rejects after `timeoutMs` (5,000) with what came nearest and the
   * differences.
   */
  waitFor(pattern: RequestPattern, options?: { count?: number; timeoutMs?: number }): Promise<Entry[]>
  /** Calls the listener with every request from now on; returns what stops it. */
  onRequest(listener: (entry: Entry) => void): () => void
  clearRequests(): void

  faults(): Fault[]
  addFault(definition: FaultDefinition): Fault
  /** False when there is no fault of that id any more. */
  removeFault(id: string): boolean
  clearFaults(): void

  clock: {
    now(): ClockState
    /** At an ISO 8601 time, or at the present moment. */
    freeze(at?: string): ClockState
    advance(seconds: number): ClockState
    resume(): ClockState
  }
  rateLimit(account?: string): RateLimitStatus
  changeRateLimit(change: { plan?: Plan; reset?: boolean }, account?: string): RateLimitStatus
  settings(account?: string): Settings
  changeSettings(change: Partial<Settings>, account?: string): Settings

  contacts(filter?: ContactFilter, account?: string): ContactJson[]
  contact(id: number, account?: string): ContactJson
  /** Replaces the data of one account, or of all; a reset leads back to it from now on. */
  seed(data: object, account?: string): Loaded
  snapshot(account?: string): object
  /** The writes that succeeded so far. */
  recording(): Recording
  replay(recording: { recording: RecordedCall[] }): Replayed
}

export function createMockAdmin(mock: MockContext): MockAdmin {
  const { journal, faults, clock } = mock
  const account = (label?: string) => getAccount(mock, label)
  return {
    requests: (filter = {}) => listRequests(journal, parse(requestFilter, filter)).page.map(describeEntry),
    count: (pattern = {}) => findRequests(journal, parse(requestPattern, pattern)).length,
    find: (pattern = {}) => findRequests(journal, parse(requestPattern, pattern)).map(describeEntry),
    nearest: pattern => nearestRequest(journal, parse(requestPattern, pattern)),
    nearestOther: pattern => nearestOther(journal, parse(requestPattern, pattern)),
    async waitFor(pattern, options = {}) {
      const { count = 1, timeoutMs = 5_000, ...read } = parse(requestsToWaitFor, { ...pattern, ...options })
      const waited = await waitForRequests(journal, read, { count, timeoutMs })
      if ('requests' in waited) return waited.requests
      throw new Error(didNotCome(waited, count, timeoutMs))
    },
    onRequest: listener => journal.subscribe(recorded => listener(describeEntry(recorded))),
    clearRequests: () => journal.clear(),

    faults: () => faults.list(),
    addFault: definition => faults.add(definition),
    removeFault: id => faults.remove(id),
    clearFaults: () => faults.clear(),

    clock: {
      now: () => clockState(clock),
      freeze: (at?: string) => changeClock(clock, { freeze: at ?? true }),
      advance: seconds => changeClock(clock, { advanceSeconds: seconds }),
      resume: () => changeClock(clock, { resume: true }),
    },
    rateLimit: label => account(label).rateLimit.status(),
    changeRateLimit: (change, label) => changeRateLimit(account(label), change),
    settings: label => getSettings(mock, account(label)),
    changeSettings: (change, label) => changeSettings(mock, account(label), change),

    contacts: (filter, label) => JSON.parse(listContacts(account(label), filter).text).contacts,
    contact: (id, label) => JSON.parse(viewContact(account(label), String(id)).text),
    seed: (data, label) => loadSeed(mock, label, data),
    snapshot: label => takeSnapshot(mock, label),
    recording: () => getRecording(mock),
    replay: recording => replayRecording(mock, recording),
  }
}

function didNotCome(
  { arrived, nearest, differences }: { arrived: number } & Nearest,
  count: number,
  timeoutMs: number,
) {
  const came = `${arrived} of ${count} came in within ${timeoutMs} ms.`
  if (!nearest) return `${came} No other request came in.`
  return `${came} The nearest other one was ${nearest.method} ${nearest.url}:\n- ${differences.join('\n- ')}`
}
