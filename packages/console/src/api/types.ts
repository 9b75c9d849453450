/** The shapes of the admin API. */

export type Status = 'waiting' | 'retrying' | 'delivered' | 'dropped' | 'dead'

export interface Person {
  name: string | null
  email: string | null
  user_id: string | null
  anonymous_id: string | null
}

export interface EventSummary {
  integration: string
  seq: number
  message_id: string | null
  type: string | null
  name: string | null
  person: Person
  received_at: string
  /** The time of the last attempt. */
  at: string | null
  status: Status
  outcome: string | null
  reason: string | null
  /** The reason in words. */
  explanation: string | null
  fix: string | null
  http_status: number | null
  contact_id: string | null
  contact_url: string | null
  attempts: number
  duration_ms: number | null
  message: string | null
  replay_of: number | null
  /** The number of a newer event of the same person that was delivered. */
  superseded_by: number | null
}

export interface EventFilter {
  integration?: string
  status?: string
  outcome?: string
  reason?: string
  type?: string
  name?: string
  person?: string
  since?: string
  until?: string
  cursor?: string
  limit?: number
}

export interface EventPage {
  events: EventSummary[]
  next_cursor: string | null
  has_more: boolean
}

export interface Omission {
  field: string
  reason: string
  explanation?: string | null
}

export interface Call {
  method: string
  url: string
  body: unknown
  status: number | null
  response: string | null
  milliseconds: number
}

export interface Attempt {
  attempt: number
  at: string
  final: boolean
  status: Status
  outcome: string
  reason: string | null
  explanation: string | null
  http_status: number | null
  contact_id: string | null
  action: string | null
  duration_ms: number | null
  message: string | null
  payload: unknown
  omitted: Omission[]
  calls: Call[]
}

export type ConsentState = 'granted' | 'denied' | 'unknown'

export interface EventDetail extends EventSummary {
  keys: string[]
  body: unknown
  source?: string | null
  consent: {
    required: string[]
    state: ConsentState
    known: Array<{ categories: Record<string, boolean>; at: string }>
    decision: 'passed' | 'dropped'
    sentence: string
  }
  attempts_list: Attempt[]
  /** From the present configuration. */
  explanation_now: Preview
  replays: number[]
}

export interface PreviewField {
  field: string
  label: string
  value: unknown
  /** The places of the event that the directive reads. */
  from: string[]
  directive: unknown
}

export interface PreviewAction {
  action: string
  title: string
  subscribe: string
  matches: boolean
  payload: unknown
  fields: PreviewField[]
  consent: { category: string; state: ConsentState }
  contact: Record<string, unknown> | null
  omitted: Omission[]
  problem: string | null
}

export interface Preview {
  integration_on: boolean
  actions: PreviewAction[]
  result: { outcome: string; reason: string | null; explanation: string | null; message: string | null }
  requests: Array<{ method: string; url: string; body: unknown }>
}

export interface PreviewRequest {
  integration?: string
  destination?: string
  settings?: Record<string, unknown>
  subscriptions?: Subscription[]
  consent?: string[]
  event: unknown
}

export interface TestEventResult {
  message_id: string
  events: Array<{ integration: string; seq: number }>
  problem: string | null
}

export interface DeadLetterGroup {
  integration: string
  reason: string | null
  explanation: string | null
  fix: string | null
  count: number
  superseded: number
  oldest: string
  newest: string
  message: string | null
}

export interface ReplayRequest {
  integration: string
  seqs?: number[]
  reason?: string
  skip_superseded?: boolean
}

export interface ReplayResult {
  replayed: number
  skipped: number
}

export interface RateLimit {
  limit_per_minute: number | null
  used_last_minute: number
}

export interface Overview {
  since: string
  step_seconds: number
  totals: Record<'received' | 'delivered' | 'dropped' | 'retrying' | 'dead' | 'waiting', number>
  series: Array<{ at: string; delivered: number; dropped: number; retrying: number; dead: number }>
  reasons: Array<{ status: Status; reason: string | null; explanation: string | null; count: number }>
  oldest_waiting: string | null
  integrations: Array<{
    name: string
    delivered: number
    dropped: number
    retrying: number
    dead: number
    waiting: number
    oldest_waiting: string | null
    success_rate: number | null
    paused: boolean
    paused_until: string | null
    pause_reason: string | null
    enabled: boolean
    rate_limit: RateLimit
  }>
}

export interface DestinationField {
  key: string
  label: string
  description: string
  type: string
  required: boolean
  secret?: boolean
  multiple?: boolean
  choices?: Array<{ value: string; label: string }>
  default?: unknown
  properties?: Record<string, { label: string; description?: string; type: string }>
}

export interface Destination {
  slug: string
  name: string
  description: string
  settings: DestinationField[]
  actions: Array<{
    slug: string
    title: string
    description: string
    default_subscription: string
    fields: DestinationField[]
  }>
  presets: Array<{ name: string; subscriptions: Subscription[] }>
}

export interface Subscription {
  name?: string
  partnerAction: string
  subscribe: string
  mapping?: Record<string, unknown>
}

export interface Integration {
  name: string
  destination: string
  sources: string[]
  settings: Record<string, unknown>
  secrets: Record<string, { is_set: boolean }>
  subscriptions: Subscription[]
  is_preset: boolean
  consent: string[]
  rate: number | null
  share: number | null
  enabled: boolean
  paused: boolean
  managed_by: 'file' | 'console'
  revision: number
  delivering: boolean
  paused_until: string | null
  pause_reason: string | null
  waiting: number
  oldest_waiting: string | null
  rate_limit: RateLimit
}

export interface NewIntegration {
  name: string
  destination: string
  sources: string[]
  settings: Record<string, unknown>
  subscriptions?: Subscription[]
  consent?: string[]
  rate?: number | null
  share?: number | null
  enabled?: boolean
}

export type IntegrationChange = Partial<Omit<NewIntegration, 'name' | 'destination' | 'subscriptions'>> & {
  revision: number
  /** Null returns to the preset. */
  subscriptions?: Subscription[] | null
}

export interface Revision {
  revision: number
  at: string
  author: string
  summary: string
  changes: Array<{ path: string; before: unknown; after: unknown }>
}

export interface TestConnection {
  ok: boolean
  checks: Array<{ name: string; state: 'passed' | 'failed' | 'unknown'; message: string }>
  advice: string[]
}

export interface Source {
  name: string
  origins: string[]
  enabled: boolean
  signs_requests: boolean
  managed_by: 'file' | 'console'
}

export interface SourceWithKey {
  source: Source
  write_key: string
}

export interface ServerInfo {
  version: string
  intake_url: string | null
  keep_days: number
  started_at: string
  role: string
  needs_token: boolean
}

export interface Session {
  authenticated: boolean
  needs_token: boolean
}

/** One message of the live stream. */
export interface LiveChanges {
  events: EventSummary[]
  skipped: number
}
