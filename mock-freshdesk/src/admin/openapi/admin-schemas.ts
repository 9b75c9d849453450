import {
  anyOfThese,
  between,
  boolean,
  exactly,
  integer,
  isoTime,
  listOf,
  nullable,
  ref,
  type Schema,
  string,
} from './parts'

const pattern = {
  method: string,
  path: { type: 'string', description: 'The whole path, without the query; * stands for any characters.' },
  query: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
  headers: { type: 'object', additionalProperties: string },
  body: { description: 'A part of the JSON body.' },
  bodyContains: string,
  status: between(100, 599),
  account: string,
}

const fault = {
  match: ref('RequestPattern'),
  times: between(1, 1_000_000),
  probability: { type: 'number', minimum: 0, maximum: 1 },
  seed: between(0, 2 ** 32 - 1),
  expiresInSeconds: { ...between(1, 86_400), default: 3_600 },
  status: between(200, 599),
  headers: {
    type: 'object',
    additionalProperties: nullable(string),
    description: 'On top of the usual ones; null leaves one of them out.',
  },
  body: { description: "A text as it is, anything else as JSON; Freshdesk's own for the status when absent." },
  delayMs: between(0, 60_000),
  kind: { enum: ['answer', 'hang', 'reset', 'cut-off', 'malformed'] },
  after: { type: 'boolean', description: 'Whether the request is carried out all the same.' },
}

const summary = {
  id: string,
  seq: integer,
  account: string,
  loggedDate: isoTime,
  method: string,
  url: string,
  path: string,
  status: nullable(integer),
  outcome: {
    ...nullable(integer),
    description: 'The status with which it was carried out, whatever was answered; null when it was not.',
  },
  durationMs: { type: 'number', minimum: 0 },
  fault: string,
  notes: listOf(string),
}

const message = exactly({
  headers: { type: 'object', additionalProperties: { anyOf: [string, listOf(string)] } },
  body: string,
})

const plan: Schema = {
  anyOf: [{ enum: ['trial', 'growth', 'pro', 'enterprise', 'off'] }, between(1, 1_000_000_000)],
}

const settings = {
  uniquePhone: boolean,
  uniqueMobile: boolean,
  newerKeys: boolean,
  plan,
  magicEmails: boolean,
  latencyMs: between(0, 60_000),
}

const rows = listOf({ type: 'object' })

const accountSeed = {
  agents: rows,
  contact_fields: rows,
  company_fields: rows,
  companies: rows,
  contacts: rows,
}

const rowCounts = Object.fromEntries(Object.keys(accountSeed).map(name => [name, integer]))

const call = {
  method: { enum: ['POST', 'PUT', 'DELETE'] },
  url: string,
  body: {},
  account: string,
}

/** What is sent to and answered under /__admin. */
export const adminSchemas: Record<string, Schema> = {
  Error: exactly({ error: string }),
  Health: exactly({
    status: { const: 'healthy' },
    version: string,
    startedAt: string,
    uptimeSeconds: integer,
    accounts: listOf(string),
  }),
  Help: exactly({ endpoints: listOf(exactly({ method: string, path: string, summary: string })) }),
  RequestPattern: anyOfThese(pattern),
  RequestsToWaitFor: anyOfThese({
    ...pattern,
    count: { ...between(1, 10_000), default: 1 },
    timeoutMs: { ...between(0, 60_000), default: 5_000 },
  }),
  EntrySummary: exactly(summary, ['fault']),
  Entry: exactly({ ...summary, request: message, response: { anyOf: [message, { type: 'null' }] } }, ['fault']),
  EntryPage: exactly({
    requests: { anyOf: [listOf(ref('Entry')), listOf(ref('EntrySummary'))] },
    meta: exactly({ total: integer, lastSeq: integer }),
  }),
  Entries: exactly({ requests: listOf(ref('Entry')) }),
  Nearest: exactly({ nearest: { anyOf: [ref('Entry'), { type: 'null' }] }, differences: listOf(string) }),
  DidNotCome: exactly({
    error: string,
    nearest: { anyOf: [ref('Entry'), { type: 'null' }] },
    differences: listOf(string),
  }),
  FaultDefinition: anyOfThese(fault),
  Fault: exactly(
    { id: string, ...fault, matched: integer, remaining: nullable(integer), expiresAt: isoTime },
    Object.keys(fault),
  ),
  Clock: exactly({ now: isoTime, frozen: boolean }),
  ClockChange: anyOfThese({
    freeze: { anyOf: [{ const: true }, { type: 'string', format: 'date-time' }] },
    advanceSeconds: { type: 'number', minimum: 0 },
    resume: { const: true },
  }),
  RateLimit: exactly({
    plan,
    limit: nullable(integer),
    used: integer,
    remaining: nullable(integer),
    contactsLimit: nullable(integer),
    contactsRemaining: nullable(integer),
    resetsInSeconds: integer,
  }),
  RateLimitChange: anyOfThese({ plan, reset: boolean }),
  Settings: exactly(settings),
  SettingsChange: anyOfThese(settings),
  ContactPage: exactly({ contacts: listOf(ref('Contact')), total: integer }),
  Seed: anyOfThese({
    ...accountSeed,
    accounts: { type: 'object', additionalProperties: anyOfThese(accountSeed) },
  }),
  Loaded: exactly({ ...rowCounts, accounts: { type: 'object', additionalProperties: exactly(rowCounts) } }, [
    'accounts',
  ]),
  Scene: exactly({ scene: listOf(exactly(call, ['body', 'account'])), complete: boolean }, ['complete']),
  Replayed: exactly({
    replayed: integer,
    refused: listOf(exactly({ index: integer, method: string, url: string, status: integer, answer: string })),
  }),
}
