import type { AccountHealth } from './account'
import type { Stop } from './circuit-breaker'
import type { Event } from './event'
import type { Report } from './report'
import type { Call } from './tracked-requests'

/** One thing that happened in a host, for counters and histograms. */
export type Metric =
  | { type: 'delivery'; report: Report; milliseconds: number }
  | { type: 'retry'; event: Event; reason: string; status: number | null; message: string; attempts: number }
  | { type: 'request'; event: Event; attempt: number; call: Call }
  | { type: 'pause'; reason: 'rate-limit' | 'outage'; milliseconds: number }
  | ({ type: 'stop' } & Pick<Stop, 'reason' | 'status' | 'message'>)

/** The state of a host at one moment, for gauges and health checks. */
export interface HostHealth extends AccountHealth {
  /** Actions that run now. */
  inFlight: number
  /** Events that were handed in and have no report yet. */
  waiting: number
  /** How long the oldest of these events has waited, in milliseconds; null without any. */
  oldest: number | null
}
