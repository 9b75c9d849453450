import type { MockContext } from '../context'
import type { Recorded } from '../journal'
import { type EntrySummary, summarizeEntry } from '../journal/entry'
import type { Store } from '../store/store'

/** Whom a request concerns and why it was refused, as a person reads a list of requests. */
export interface Subject {
  /** An email address, or else a name, a phone number, an external id or an id. */
  whom?: string
  /** The record of the path, or the one that the request created: `contacts/72009990004`. */
  record?: string
  /** The record whose value a 409 protects. */
  holder?: string
  error?: RefusalError
  /** The identities in it: requests with one in common concern the same person. */
  identities?: readonly string[]
}

interface RefusalError {
  code: string
  field?: string
  message?: string
  /** How many errors the response has beside this one. */
  more?: number
}

type Json = Readonly<Record<string, unknown>>

/** In the order of preference. */
const NAMES = ['email', 'name', 'phone', 'mobile', 'unique_external_id', 'term'] as const

/** A longer body is not looked into. */
const MAX_BODY_LENGTH = 100_000

const RECORD_PATH = /^\/?\/api\/v2\/(contacts|companies|agents)\/(\d{1,15})(?:\/|$)/
const COLLECTION_PATH = /^\/?\/api\/v2\/(contacts|companies)\/?$/

const known = new WeakMap<Recorded, Subject>()

/** Worked out when a list is asked for, and not while the request is served. */
export function findSubject(recorded: Recorded, { accounts }: MockContext): Subject {
  const before = known.get(recorded)
  if (before) return before
  const subject = toSubject(recorded, accounts.get(recorded.request.account)?.store)
  known.set(recorded, subject)
  return subject
}

/** One row of a list of requests. */
export const summarizeWithSubject = (recorded: Recorded, mock: MockContext): EntrySummary & Subject => ({
  ...summarizeEntry(recorded),
  ...findSubject(recorded, mock),
})

function toSubject({ request, response, status }: Recorded, store: Store | undefined): Subject {
  const answered = parseObject(response?.body)
  const isRefused = status === null || status >= 400
  const error = isRefused ? findError(answered) : undefined
  const got = isRefused ? {} : toPerson(answered)
  const record = findRecord(request.path) ?? (status === 201 ? findCreated(request.path, got.id) : undefined)
  const holder = isRefused ? findHolder(answered, store) : undefined
  const sources = [got, parseObject(request.body), parseSearch(request.search), findStored(record, store)]
  const name = NAMES.flatMap(key => sources.map(source => toText(source[key]))).find(text => text !== undefined)
  const whom = name ?? (record && `id ${record.split('/')[1]}`)
  const identities = findIdentities(sources, [record, holder])
  return {
    ...(whom !== undefined && { whom: whom.slice(0, 200) }),
    ...(record && { record }),
    ...(holder && { holder }),
    ...(error && { error }),
    ...(identities.length > 0 && { identities }),
  }
}

/** An agent keeps name and email in `contact`. */
const toPerson = (json: Json): Json => ({
  ...json,
  ...(isObject(json.contact) ? { ...json.contact, id: json.id } : {}),
})

function findRecord(path: string): string | undefined {
  const [, collection, id] = RECORD_PATH.exec(path) ?? []
  return id && `${collection}/${id}`
}

function findCreated(path: string, id: unknown): string | undefined {
  const [, collection] = COLLECTION_PATH.exec(path) ?? []
  return collection && typeof id === 'number' ? `${collection}/${id}` : undefined
}

function findHolder({ errors }: Json, store: Store | undefined): string | undefined {
  const ids = toList(errors).map(({ additional_info: info }) => (isObject(info) ? info.user_id : undefined))
  const id = ids.find(id => typeof id === 'number')
  if (id === undefined) return undefined
  return `${store?.agents.get(id as number) ? 'agents' : 'contacts'}/${id}`
}

/** The name and the email of a record that the bodies do not name, such as that of a DELETE. */
function findStored(record: string | undefined, store: Store | undefined): Json {
  const [collection, id] = record?.split('/') ?? []
  if (collection !== 'contacts' && collection !== 'companies' && collection !== 'agents') return {}
  return (store?.[collection].get(Number(id)) as Json | undefined) ?? {}
}

function findError(json: Json): RefusalError | undefined {
  const [first, ...others] = toList(json.errors)
  const { message, code = message, field } = first ?? json
  if (typeof code !== 'string') return undefined
  return {
    code,
    ...(typeof field === 'string' && { field }),
    ...(typeof message === 'string' && message !== code && { message }),
    ...(others.length > 0 && { more: others.length }),
  }
}

function findIdentities(sources: readonly Json[], records: readonly (string | undefined)[]): string[] {
  const of = (key: string) =>
    sources.flatMap(source => {
      const text = toText(source[key])
      return text === undefined ? [] : [`${key} ${text.toLowerCase()}`]
    })
  const strong = [...of('email'), ...of('unique_external_id'), ...records.filter(record => record !== undefined)]
  return [...new Set(strong.length > 0 ? strong : [...of('phone'), ...of('mobile')])]
}

/** A search names the person in quotes: `"email:'ada@example.com'"`. */
function parseSearch(search: string): Json {
  if (search === '') return {}
  const query = new URLSearchParams(search)
  const [, field = '', value] = /(\w+):'([^']*)'/.exec(query.get('query') ?? '') ?? []
  return { ...Object.fromEntries(query), ...(value !== undefined && { [field]: value }) }
}

function parseObject(text: string | undefined): Json {
  if (!text?.startsWith('{') || text.length > MAX_BODY_LENGTH) return {}
  try {
    const json: unknown = JSON.parse(text)
    return isObject(json) ? json : {}
  } catch {
    return {}
  }
}

function toText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined
}

const toList = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
