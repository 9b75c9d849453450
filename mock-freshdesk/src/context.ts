import type { Accounts, Seed } from './accounts/accounts'
import type { Plan } from './accounts/rate-limit'
import type { Clock } from './clock'
import type { Faults } from './faults'
import type { Year } from './generations/generation'
import type { Journal } from './journal'
import type { Database } from './persistence/database'

export interface MockOptions {
  /** 0, the default, takes a free port. */
  port?: number
  /** Loopback when absent. */
  host?: string
  /** The data to start with. The default seed fills in each collection that is left out. */
  seed?: Seed
  /**
   * A file that keeps the data beyond the process. Once it holds some, that counts more than the
   * seed.
   */
  db?: string
  /** Requests a minute; 'enterprise' (700, of them 200 GETs of contacts) when absent. */
  plan?: Plan
  /** The age of the accounts: 2022, 2024 or 2026, the default. A seed may name another one. */
  generation?: Year
  /** Added to the time of every response under /api/v2. */
  latencyMs?: number
  /**
   * Freezes the clock at 2026-01-05T09:00:00Z and counts request ids from one, so that every run is
   * the same.
   */
  deterministic?: boolean
  /**
   * Whether creating a contact with an e-mail such as `ada+429@example.com` gets that response;
   * true when absent.
   */
  magicEmails?: boolean
  /** Whether pages of other origins may call /api/v2 from a browser (CORS); true when absent. */
  cors?: boolean
  /** Names by which browsers may open /__admin, beside localhost, IP addresses and accounts. */
  allowHosts?: string[]
  /** How many requests the journal keeps; 10,000 when absent. */
  journalLimit?: number
}

/** The parts of one running mock: every room gets this object, and no room imports the server. */
export interface MockContext {
  readonly clock: Clock
  readonly journal: Journal
  readonly faults: Faults
  readonly accounts: Accounts
  readonly database: Database | undefined
  readonly options: MockOptions
  readonly startedAt: number
  reset(): void
}
