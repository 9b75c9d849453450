import { setMaxListeners } from 'node:events'
import { Account, backoff, type Event, screenEvent, systemClock } from '@datafly/delivery'
import type { DestinationDefinition, Subscription } from '@segment/actions-core'
import type { Pool } from 'pg'
import { parseJson } from '../intake/json'
import { BodyLoader, type KnownConsent, type Loaded } from './body-loader'
import { type ActionResult, DestinationRunner } from './destination-runner'
import { type Entry, Lanes } from './lanes'
import type { OutcomeRow, OutcomeWriter, Progress } from './outcome-writer'

/** One integration as a worker leases it. */
export interface LeasedAccount {
  account: number
  name: string
  epoch: number
  done_upto: number
  /** Milliseconds that a stored pause still lasts; 0 or less when none runs. */
  pause: number
  settings: Record<string, unknown>
  subscriptions: Subscription[] | null
  consent: string[]
  rate: number | null
  share: number | null
  enabled: boolean
}

export interface RunnerOptions {
  pool: Pool
  writer: OutcomeWriter
  definition: DestinationDefinition<never>
  /**
   * False while the lease is about to end, too many outcomes are unwritten, or the worker stops.
   */
  mayStart(): boolean
  onPause(account: LeasedAccount, milliseconds: number, reason: string): void
  onOutcome?(account: LeasedAccount, row: OutcomeRow): void
  /** Runs of actions at one time, for one account. */
  concurrency: number
  maxAttempts: number
}

/** Entries of one account in memory. Bodies are not among them. */
const MAX_ENTRIES = 50_000

/** Entries that one query reads. */
const SCAN = 5_000

/** Milliseconds for which an account that refuses every call is left alone. */
const REFUSED_PAUSE = 30_000

/** Consent is at most so many milliseconds old when a call starts. */
const MAX_CONSENT_AGE = 1_000

/** Delivers the events of one account while this worker holds its lease. */
export class AccountRunner {
  readonly #lanes = new Lanes()
  readonly #bodies: BodyLoader
  /** Numbers without a written final outcome, in ascending order. */
  readonly #open = new Set<number>()
  readonly #stop = new AbortController()
  readonly #timers = new Set<NodeJS.Timeout>()
  #account: Account
  #destination: DestinationRunner
  #scanned: number
  #isScanning = false
  #inFlight = 0

  constructor(
    readonly leased: LeasedAccount,
    private readonly options: RunnerOptions,
  ) {
    // Each running attempt and each wait listens to it.
    setMaxListeners(0, this.#stop.signal)
    this.#scanned = leased.done_upto
    this.#bodies = new BodyLoader(options.pool, leased.account)
    ;[this.#account, this.#destination] = this.#connect()
    if (leased.pause > 0) this.#account.pause.pauseFor(leased.pause)
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get waiting(): number {
    return this.#lanes.size
  }

  /** The lowest number that may still be needed, less one. */
  get progress(): Progress {
    const [first] = this.#open
    const { account, epoch } = this.leased
    return { account, epoch, done_upto: first === undefined ? this.#scanned : first - 1 }
  }

  /** Ends every wait and every call. What has not ended is left to the next owner. */
  stop(): void {
    this.#stop.abort()
    for (const timer of this.#timers) clearTimeout(timer)
  }

  /** Reads the waiting events up to this number into memory, far ahead of what can be sent now. */
  async scan(lastSeq: number): Promise<void> {
    if (this.#isScanning || lastSeq <= this.#scanned || this.#lanes.size > MAX_ENTRIES - SCAN) return
    this.#isScanning = true
    try {
      const { rows } = await this.options.pool.query<{
        seq: number
        keys: string[]
        received_at: Date
        attempts: number
      }>({
        name: 'scan',
        text: `select e.seq, e.keys, e.received_at, coalesce(o.attempts, 0)::int as attempts from event e
          left join lateral (
            select max(attempt) as attempts, bool_or(final) as final from outcome o
            where o.account = e.account and o.seq = e.seq and o.received_at = e.received_at
          ) o on true
          where e.account = $1 and e.seq > $2 and e.seq <= $3 and o.final is not true order by e.seq limit $4`,
        values: [this.leased.account, this.#scanned, lastSeq, SCAN],
      })
      for (const { seq, keys, received_at, attempts } of rows) this.#add(seq, keys, received_at, attempts)
      this.#scanned = rows.length === SCAN ? (rows.at(-1)?.seq ?? lastSeq) : lastSeq
    } finally {
      this.#isScanning = false
    }
  }

  #add(seq: number, keys: string[], receivedAt: Date, attempts: number): void {
    this.#open.add(seq)
    this.#lanes.add({ seq, keys, receivedAt, attempts, failures: 0, done: new Set(), blockedBy: 0 })
  }

  /** Starts one event if the account has one and a place for it. True when one started. */
  startOne(): boolean {
    const { concurrency, mayStart } = this.options
    if (this.#account.stopped || this.#stop.signal.aborted) return false
    if (this.#inFlight >= concurrency || !mayStart()) return false
    const entry = this.#lanes.take()
    if (!entry) return false
    this.#inFlight++
    // Only the database can fail here: the event is tried again.
    void this.#deliver(entry)
      .catch(() => this.#retryLater(entry, 1_000))
      .finally(() => {
        this.#inFlight--
      })
    return true
  }

  async #deliver(entry: Entry): Promise<void> {
    const loaded = await this.#bodies.load(entry.seq)
    const event = parseJson(loaded.body) as Event
    const dropped = this.#findReasonToDrop(event, loaded.consents)
    if (dropped) return this.#end(entry, { ...NO_ACTION, ...dropped })
    const subscriptions = this.#destination
      .matching(event)
      .filter(({ partnerAction }) => !entry.done.has(partnerAction))
    if (subscriptions.length === 0)
      return this.#end(entry, { ...NO_ACTION, status: 'dropped', outcome: 'dropped', reason: 'not-subscribed' })
    for (const [index, subscription] of subscriptions.entries()) {
      const isLast = index === subscriptions.length - 1
      if ((await this.#runAction(entry, event, loaded, subscription, isLast)) === 'stop') return
    }
  }

  /** Runs one action until it ends well, or the event ends or leaves for a retry. */
  async #runAction(entry: Entry, event: Event, loaded: Loaded, subscription: Subscription, isLast: boolean) {
    const asked = performance.now()
    const passage = await this.#account.admit()
    if (passage === 'closed' || !this.options.mayStart()) {
      if (passage !== 'closed') this.#account.skipped(passage)
      this.#retryLater(entry, 50)
      return 'stop'
    }
    if (performance.now() - asked > MAX_CONSENT_AGE) {
      const fresh = await this.#bodies.load(entry.seq).catch(() => loaded)
      const dropped = this.#findReasonToDrop(event, fresh.consents)
      if (dropped) {
        this.#account.skipped(passage)
        this.#end(entry, { ...NO_ACTION, ...dropped })
        return 'stop'
      }
    }
    const result = await this.#destination.run(subscription, event, passage)
    // Interrupted: the next owner tries again. A call without a result leaves no outcome.
    if (this.#stop.signal.aborted && result.error?.retry) return 'stop'
    entry.attempts++
    return this.#handle(entry, result, isLast)
  }

  #handle(entry: Entry, result: ActionResult, isLast: boolean): 'next' | 'stop' {
    const row = toRow(result)
    if (!result.error) {
      entry.done.add(result.action)
      if (isLast) this.#end(entry, row)
      else this.#write(entry, { ...row, final: false })
      return 'next'
    }
    if (result.consequence === 'end') {
      this.#end(entry, { ...row, status: 'dead' })
      return 'stop'
    }
    if (result.consequence === 'count' && ++entry.failures >= this.options.maxAttempts) {
      this.#end(entry, { ...row, status: 'dead', outcome: 'gave-up' })
      return 'stop'
    }
    this.#write(entry, { ...row, status: 'retrying', outcome: 'retrying', final: false })
    const wait = result.consequence === 'count' ? backoff(entry.failures, Math.random) : result.hold
    this.#retryLater(entry, wait)
    return 'stop'
  }

  #findReasonToDrop(event: Event, consents: readonly KnownConsent[]): Partial<OutcomeRow> | null {
    if (!this.leased.enabled) return { status: 'dropped', outcome: 'dropped', reason: 'integration-off' }
    const screened = screenEvent(event, this.options.definition, false)
    if (screened) {
      const { outcome, reason, message } = screened
      return { status: outcome === 'dropped' ? 'dropped' : 'dead', outcome, reason, message }
    }
    const at = Date.parse(String(event.timestamp))
    const withdrawn = consents.some(
      consent =>
        !(Date.parse(consent.at) <= at) && this.leased.consent.some(category => consent.categories[category] === false),
    )
    return withdrawn ? { status: 'dropped', outcome: 'dropped', reason: 'consent-withdrawn' } : null
  }

  #end(entry: Entry, row: Partial<OutcomeRow>): void {
    if (row.action == null) entry.attempts++
    this.#write(entry, { ...row, final: true })
    this.#lanes.end(entry)
  }

  #write(entry: Entry, row: Partial<OutcomeRow>): void {
    const { account, epoch } = this.leased
    const { seq, attempts: attempt, receivedAt: received_at } = entry
    const full = { ...NO_ACTION, ...row, account, epoch, seq, attempt, received_at, at: new Date() } as OutcomeRow
    this.options.writer.add(full, () => {
      if (full.final) this.#open.delete(seq)
    })
    this.options.onOutcome?.(this.leased, full)
  }

  #retryLater(entry: Entry, milliseconds: number): void {
    this.#later(milliseconds, () => this.#lanes.putBack(entry))
  }

  #connect(): [Account, DestinationRunner] {
    const { rate, share, settings, subscriptions } = this.leased
    const account = new Account(
      {
        rate: rate ?? undefined,
        share: share ?? undefined,
        maxOutage: Number.POSITIVE_INFINITY,
        onPause: (milliseconds, reason) => this.options.onPause(this.leased, milliseconds, reason),
        onStop: () => this.#reconnectLater(),
      },
      systemClock,
      this.#stop.signal,
    )
    const { definition } = this.options
    return [account, new DestinationRunner(definition, settings, subscriptions, account, this.#stop.signal)]
  }

  /** The account refuses every call. After a pause one event goes first, as a probe. */
  #reconnectLater(): void {
    this.options.onPause(this.leased, REFUSED_PAUSE, 'refused')
    this.#later(REFUSED_PAUSE, () => {
      ;[this.#account, this.#destination] = this.#connect()
    })
  }

  /** Does the work after that time, unless the runner stops before. */
  #later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, milliseconds)
    this.#timers.add(timer)
  }
}

const NO_ACTION: Partial<OutcomeRow> = {
  reason: null,
  http_status: null,
  contact_id: null,
  action: null,
  duration_ms: 0,
  message: null,
  detail: null,
}

/** The most characters of the detail of one attempt. */
const MAX_DETAIL = 32_768

function toRow({ outcome, reason, status, contactId, action, milliseconds, message, detail }: ActionResult) {
  const json = JSON.stringify(detail)
  return {
    final: true,
    status: outcome === 'dropped' ? ('dropped' as const) : ('delivered' as const),
    outcome,
    reason,
    http_status: status,
    contact_id: contactId === null ? null : String(contactId),
    action,
    duration_ms: milliseconds,
    message: message?.slice(0, 2_048) ?? null,
    detail: json.length > MAX_DETAIL ? null : json,
  }
}
