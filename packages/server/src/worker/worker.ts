import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import type { DestinationDefinition } from '@segment/actions-core'
import type { Pool } from 'pg'
import type { SecretBox } from '../security/secret-box'
import { describeDatabaseError } from '../store/database'
import { type Sealed, unseal } from '../store/sealed-account'
import { AccountRunner, type RunnerOptions } from './account-runner'
import { type Integration, LEASE, type LeasedAccount, Leases } from './leases'
import { MAX_UNWRITTEN, OutcomeWriter } from './outcome-writer'

/**
 * Milliseconds between two renewals, which also look for accounts without an owner. The next owner
 * of an account is therefore at most a second later than the end of the lease.
 */
const RENEWAL = LEASE / 8

/** The rest of a lease, in milliseconds, in which its owner starts no call. */
const LAST_SECOND = 1_000

/** Milliseconds until a failed renewal is tried again: a short outage must cost no lease. */
const RENEWAL_RETRY = 250

/** Milliseconds before the end of a lease at which the calls in flight are interrupted. */
const LAST_MOMENT = 200

/**
 * Milliseconds between two looks for new events. Intake in the same process wakes the worker at
 * once.
 */
const POLL = 100

/** Runs of actions at one time, of all accounts together. */
const MAX_RUNNING = 200

export interface WorkerOptions extends Partial<Pick<RunnerOptions, 'onOutcome' | 'concurrency' | 'maxAttempts'>> {
  pool: Pool
  /** Separate connections for the leases: a renewal must not wait behind other statements. */
  leasePool?: Pool
  box: SecretBox
  destinations: Readonly<Record<string, DestinationDefinition<never>>>
  /** Called with the description of a failure that will be tried again. */
  onProblem?(message: string): void
}

/**
 * Leases accounts and delivers their events. An account has one owner at a time, so that order,
 * pace and pauses are kept in memory. The owner measures its lease by its own monotonic clock.
 */
export class Worker {
  readonly owner = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`
  /** In the order in which they may start the next event. */
  readonly #runners = new Map<number, AccountRunner>()
  readonly #writer: OutcomeWriter
  readonly #leases: Leases
  #leaseEnds = 0
  #lastMoment: NodeJS.Timeout | undefined
  #isStopping = false
  #isPumping = false
  #lastProgress = ''
  readonly #stop = new AbortController()
  #wake = () => {}
  #refresh = () => {}
  #loops: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: WorkerOptions) {
    this.#leases = new Leases(options.leasePool ?? options.pool, this.owner)
    this.#writer = new OutcomeWriter(
      options.pool,
      this.owner,
      () => [...this.#runners.values()].map(({ progress }) => progress),
      message => options.onProblem?.(`Outcomes are not written: ${message}`),
    )
  }

  /** Why outcomes are not written now; null while they are. */
  get problem(): string | null {
    return this.#writer.problem
  }

  /** Outcomes that are not yet on disk. */
  get unwritten(): number {
    return this.#writer.unwritten
  }

  start(): void {
    this.#loops = Promise.all([this.#loop(RENEWAL, () => this.#lease()), this.#loop(POLL, () => this.#look())])
  }

  /** Looks for new events now. */
  wake(): void {
    this.#wake()
  }

  /** Looks for changed integrations now. Otherwise a change is noticed within a second. */
  refresh(): void {
    this.#refresh()
  }

  /**
   * Starts nothing more, waits for what is in flight until the deadline, and gives the leases back.
   */
  async stop(milliseconds: number): Promise<void> {
    this.#isStopping = true
    const runners = [...this.#runners.values()]
    for (const runner of runners) runner.drain()
    const deadline = performance.now() + milliseconds
    while (runners.some(({ inFlight }) => inFlight > 0) && performance.now() < deadline) await wait(20)
    for (const runner of runners) runner.stop()
    this.#stop.abort()
    await this.#loops
    clearTimeout(this.#lastMoment)
    await Promise.race([this.#writer.flush(), wait(2_000, undefined, { ref: false })])
    await this.#leases.releaseAll().catch(() => {})
  }

  async #loop(interval: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      const hasFailed = await work().then(() => false, this.#report)
      if (!signal.aborted) await this.#sleep(interval === RENEWAL && hasFailed ? RENEWAL_RETRY : interval)
    }
  }

  readonly #report = (error: unknown): true => {
    this.options.onProblem?.(describeDatabaseError(error))
    return true
  }

  /** A wake ends the wait for new events early, and the stop ends both. Leaves no timer behind. */
  #sleep(interval: number): Promise<void> {
    return new Promise(resolve => {
      const end = () => {
        clearTimeout(timer)
        this.#stop.signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, interval)
      this.#stop.signal.addEventListener('abort', end)
      if (interval === POLL) this.#wake = end
      else this.#refresh = end
    })
  }

  /** Renews the leases, gives up those that were lost, and takes accounts that no worker owns. */
  async #lease(): Promise<void> {
    const asked = performance.now()
    const renewed = new Map((await this.#leases.renew()).map(lease => [lease.account, lease]))
    this.#extend(asked)
    for (const [account, runner] of this.#runners) {
      if (renewed.get(account)?.epoch === runner.leased.epoch) continue
      runner.stop()
      this.#runners.delete(account)
    }
    // Left by a renewal or a claim whose answer was lost.
    await this.#leases.release([...renewed.keys()].filter(account => !this.#runners.has(account)))
    const changed: number[] = []
    for (const [account, runner] of this.#runners) {
      const { paused = false, revision } = renewed.get(account) ?? {}
      runner.setPaused(paused)
      if (revision !== runner.leased.revision) changed.push(account)
    }
    for (const row of await this.#leases.read(changed)) await this.#update(row)
    if (!this.#isStopping) for (const row of await this.#leases.claim()) await this.#run(row)
    await this.#storeProgress()
  }

  /** The lease counts from the moment at which the renewal was asked for. */
  #extend(asked: number): void {
    this.#leaseEnds = asked + LEASE - LAST_SECOND
    clearTimeout(this.#lastMoment)
    this.#lastMoment = setTimeout(
      () => {
        for (const runner of this.#runners.values()) runner.interrupt()
      },
      asked + LEASE - LAST_MOMENT - performance.now(),
    )
  }

  async #run(row: Sealed<LeasedAccount>): Promise<void> {
    const { pool, onOutcome, concurrency = 20, maxAttempts = 8 } = this.options
    const definition = this.options.destinations[row.destination]
    const leased = definition && this.#unseal(row)
    if (!leased) return this.#giveUp(row)
    const runner = new AccountRunner(leased, {
      pool,
      definition,
      concurrency,
      maxAttempts,
      writer: this.#writer,
      mayStart: () => this.#mayStart(),
      onPause: (account, milliseconds, reason) => {
        const failed = () => this.options.onProblem?.('A pause could not be stored.')
        this.#leases.storePause(account, milliseconds, reason).catch(failed)
      },
      onOutcome: (account, outcome) => onOutcome?.(account, outcome),
      onFree: () => this.#pump(),
    })
    this.#runners.set(leased.account, runner)
    this.#wake()
  }

  async #update(row: Sealed<Integration>): Promise<void> {
    const integration = this.#unseal(row)
    if (integration) return this.#runners.get(row.account)?.update(integration)
    this.#runners.get(row.account)?.stop()
    this.#runners.delete(row.account)
    await this.#giveUp(row)
  }

  #unseal<T extends Integration>(row: Sealed<T>): T | null {
    try {
      return unseal(row, this.options.box)
    } catch {
      return null
    }
  }

  /** A process with the right key, or of a newer version, may take the account. */
  async #giveUp({ account, name }: Sealed<Integration>): Promise<void> {
    await this.#leases.release([account], LEASE)
    this.options.onProblem?.(
      `The integration "${name}" cannot be used: its settings were encrypted with another key, or its destination is unknown.`,
    )
  }

  /** Outcomes carry the progress with them. Events that needed no outcome advance it, too. */
  async #storeProgress(): Promise<void> {
    const progress = JSON.stringify([...this.#runners.values()].map(runner => runner.progress))
    if (progress === this.#lastProgress) return
    await this.options.pool.query('select write_outcomes($1, $2, $3)', [this.owner, '[]', progress])
    this.#lastProgress = progress
  }

  #mayStart(): boolean {
    return !this.#isStopping && performance.now() < this.#leaseEnds && this.#writer.unwritten < MAX_UNWRITTEN
  }

  /** A long read of one account does not hold up the others. */
  async #look(): Promise<void> {
    if (this.#runners.size === 0) return
    const { rows } = await this.options.pool.query<{ account: number; last_seq: number }>({
      name: 'look',
      text: 'select account, last_seq from stream where account = any ($1)',
      values: [[...this.#runners.keys()]],
    })
    for (const { account, last_seq } of rows) {
      const scanned = this.#runners.get(account)?.scan(last_seq)
      scanned?.catch(this.#report).then(() => this.#pump())
    }
  }

  /** Starts events in turn, one of each account, until nothing more can start. */
  #pump(): void {
    if (this.#isPumping) return
    this.#isPumping = true
    setImmediate(() => {
      this.#isPumping = false
      let free = MAX_RUNNING
      for (const { running } of this.#runners.values()) free -= running
      for (const [account, runner] of this.#runners) {
        if (free <= 0) return
        if (!runner.startOne()) continue
        free--
        // Its next turn comes after all others. This loop reaches it again.
        this.#runners.delete(account)
        this.#runners.set(account, runner)
      }
    })
  }
}
