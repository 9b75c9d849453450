import * as v from 'valibot'
import { faultShape } from '../faults/definition'
import { plan } from '../validation/options'

/**
 * The bodies of /__admin that are more than one line, by the names they have in the OpenAPI
 * description.
 */

const { array, boolean, looseObject, nullable, number, optional, record, strictObject, string } = v

export const integer = v.pipe(number(), v.integer())
const isoTime = v.pipe(string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))

export const AdminError = strictObject({ error: string() })

export const Health = strictObject({
  status: v.literal('healthy'),
  version: string(),
  startedAt: string(),
  uptimeSeconds: integer,
  accounts: array(string()),
})

const summary = {
  id: string(),
  seq: integer,
  account: string(),
  loggedDate: isoTime,
  method: string(),
  url: string(),
  path: string(),
  status: nullable(integer),
  outcome: v.pipe(
    nullable(integer),
    v.description('The status with which it was carried out, whatever the response; null when it was not.'),
  ),
  durationMs: v.pipe(number(), v.minValue(0)),
  hanging: optional(v.pipe(v.literal(true), v.description('The client still waits for a response.'))),
  fault: optional(string()),
  notes: array(string()),
}

const subject = {
  whom: optional(v.pipe(string(), v.description('An email address, a name, a phone number or an id.'))),
  record: optional(v.pipe(string(), v.description('Such as contacts/72009990004.'))),
  holder: optional(v.pipe(string(), v.description('The record that a 409 names.'))),
  error: optional(
    strictObject({
      code: string(),
      field: optional(string()),
      message: optional(string()),
      more: optional(integer),
    }),
  ),
  identities: optional(array(string())),
}

const message = strictObject({ headers: record(string(), v.union([string(), array(string())])), body: string() })

export const EntrySummary = strictObject({ ...summary, ...subject })
export const Entry = strictObject({ ...summary, request: message, response: nullable(message) })
export const EntryWithSubject = strictObject({ ...Entry.entries, ...subject })
export const Entries = strictObject({ requests: array(Entry) })
export const EntryPage = strictObject({
  requests: v.union([array(Entry), array(EntrySummary)]),
  meta: strictObject({ total: integer, lastSeq: integer }),
})
const nearest = { nearest: nullable(Entry), differences: array(string()) }
export const Nearest = strictObject(nearest)
export const DidNotCome = strictObject({ error: string(), ...nearest })

export const Fault = strictObject({
  id: string(),
  ...v.partial(strictObject(faultShape)).entries,
  matched: integer,
  remaining: nullable(integer),
  expiresAt: isoTime,
})

export const ClockState = strictObject({ now: isoTime, frozen: boolean() })

export const RateLimit = strictObject({
  plan,
  limit: nullable(integer),
  used: integer,
  remaining: nullable(integer),
  contactsLimit: nullable(integer),
  contactsRemaining: nullable(integer),
  resetsInSeconds: integer,
})

const call = { method: v.picklist(['POST', 'PUT', 'PATCH', 'DELETE']), url: string() }

export const Recording = strictObject({
  recording: array(strictObject({ ...call, body: optional(v.unknown()), account: optional(string()) })),
  complete: optional(boolean()),
})

export const Replayed = strictObject({
  replayed: integer,
  refused: array(
    strictObject({ index: integer, method: string(), url: string(), status: integer, response: string() }),
  ),
})

export const PerformedCall = strictObject({
  status: integer,
  body: v.pipe(string(), v.description('The body of the response as text.')),
})

export const Row = looseObject({})
