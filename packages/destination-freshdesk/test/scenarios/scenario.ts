type Json = Record<string, unknown>

/** Scenarios of one theme. */
export interface ScenarioTable {
  about: string
  /** The part of the event that all rows share, laid over BASE_EVENT. */
  base?: Json
  rows: readonly Scenario[]
}

/** One event, and the result of its delivery. */
export type Scenario = Input & OneOf<Endings>

interface Input {
  /** The scenario in one sentence. */
  it: string
  /**
   * Paths to remove before `traits` and `event` are laid over the base, such as `userId` or
   * `context.traits`.
   */
  without?: readonly string[]
  traits?: unknown
  event?: Json
  /** Settings and mapped fields that differ from the usual ones. */
  settings?: Json
  mapping?: Json
  /**
   * Look-ups before all other requests, such as `GET /contacts?phone=%2B447700900123`. Freshdesk
   * finds no contact.
   */
  looksUp?: readonly string[]
  /** Each value that is left out or cut: the Freshdesk field, and words of the reason. */
  omits?: Record<string, string>
}

/** A scenario has exactly one of these endings. */
interface Endings {
  /** One `POST /contacts` with exactly this body. Freshdesk answers 201. */
  creates: { creates: Json }
  /** The action sends nothing, for this reason. */
  drops: { drops: string }
  /** No action subscribes to the event. */
  ignored: { ignored: true }
  /** The action sends nothing and throws. */
  refused: { refused: Failure }
  /**
   * These requests, each with its exact body and Freshdesk's response, then a result or an error.
   */
  result: { requests: readonly Exchange[]; result: Json }
  error: { requests: readonly Exchange[]; error: Failure }
}

type Keys = 'creates' | 'drops' | 'ignored' | 'refused' | 'requests' | 'result' | 'error'
type OneOf<T> = { [K in keyof T]: T[K] & { [Other in Exclude<Keys, keyof T[K]>]?: never } }[keyof T]

export interface Exchange {
  /** Method and path below `/api/v2`, such as `POST /contacts`. */
  request: string
  body?: Json
  /** 201 with the id 501 when absent. */
  response?: { status: number; headers?: Record<string, string>; body?: Json | Json[] | string }
}

export interface Failure {
  class: string
  status: number
  code: string
  /** Words of the message. */
  says: readonly string[]
  retryAfter?: number
}

/** The event below all tables: an identify call of a user who has granted marketing consent. */
const BASE_EVENT: Json = {
  messageId: 'msg_1',
  type: 'identify',
  userId: 'usr_123',
  timestamp: '2026-11-23T10:00:00.000Z',
  context: { consent: { categoryPreferences: { marketing: true } } },
}

/** The whole event of a scenario. */
export function buildEvent({ without = [], traits, event = {} }: Scenario, base: Json = {}): Json {
  return merge(remove(merge(BASE_EVENT, base), without), { ...event, ...(traits !== undefined && { traits }) })
}

function merge(base: Json, over: Json): Json {
  const both = Object.entries(over).map(([key, value]) => {
    const under = Object.hasOwn(base, key) ? base[key] : undefined
    return [key, isRecord(under) && isRecord(value) ? merge(under, value) : value]
  })
  return Object.fromEntries([...Object.entries(base), ...both])
}

function remove(record: Json, paths: readonly string[]): Json {
  const kept = Object.entries(record).filter(([key]) => !paths.includes(key))
  return Object.fromEntries(
    kept.map(([key, value]) => {
      const inside = paths.filter(path => path.startsWith(`${key}.`)).map(path => path.slice(key.length + 1))
      return [key, inside.length > 0 ? remove(value as Json, inside) : value]
    }),
  )
}

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
