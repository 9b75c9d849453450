import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import type { DestinationDefinition } from '@segment/actions-core'
import type { Pool } from 'pg'
import type { SecretBox } from '../security/secret-box'
import { describeDatabaseError } from '../store/database'
import { AccountRunner, type LeasedAccount, type RunnerOptions } from './account-runner'
import { MAX_UNWRITTEN, OutcomeWriter } from './outcome-writer'

/** Milliseconds of a lease, its renewal, and the rest in which its owner starts no call. */
const LEASE = 6_000
const RENEWAL = LEASE / 3
const LAST_SECOND = 1_000

/**
 * Milliseconds between two looks for new events. Intake in the same process wakes the worker at
 * once.
 */
const POLL = 75

/** Accounts that one look for free accounts takes, so that several workers share them. */
const CLAIM = 10

/** Runs of actions at one time, of all accounts together. */
const MAX_IN_FLIGHT = 200

export interface WorkerOptions extends Partial<Pick<RunnerOptions, 'onOutcome' | 'concurrency' | 'maxAttempts'>> {
  pool: Pool
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
  readonly #runners = new Map<number, AccountRunner>()
  readonly #writer: OutcomeWriter
  #leaseEnds = 0
  #isStopping = false
  #isPumping = false
  #lastProgress = ''
  readonly #stop = new AbortController()
  #wake = () => {}
  #loops: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: WorkerOptions) {
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

  get inFlight(): number {
    return [...this.#runners.values()].reduce((sum, { inFlight }) => sum + inFlight, 0)
  }

  /** The accounts of this worker, and what waits in memory for each. */
  get accounts(): Array<{ name: string; waiting: number; inFlight: number }> {
    return [...this.#runners.values()].map(({ leased, waiting, inFlight }) => ({
      name: leased.name,
      waiting,
      inFlight,
    }))
  }

  start(): void {
    this.#loops = Promise.all([this.#loop(RENEWAL, () => this.#lease()), this.#loop(POLL, () => this.#look())])
  }

  /** Looks for new events now. */
  wake(): void {
    this.#wake()
  }

  /**
   * Starts nothing more, waits for what is in flight until the deadline, and gives the leases back.
   */
  async stop(milliseconds: number): Promise<void> {
    this.#isStopping = true
    const deadline = performance.now() + milliseconds
    while (this.inFlight > 0 && performance.now() < deadline) await wait(20)
    for (const runner of this.#runners.values()) runner.stop()
    this.#stop.abort()
    await this.#loops
    await Promise.race([this.#writer.flush(), wait(2_000, undefined, { ref: false })])
    const release = `update lease set owner = null, until = '-infinity' where owner = $1`
    await this.options.pool.query(release, [this.owner]).catch(() => {})
  }

  async #loop(interval: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await work().catch(error => this.options.onProblem?.(describeDatabaseError(error)))
      await this.#sleep(interval)
    }
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
    })
  }

  /** Renews the leases, gives up those that were lost, and takes accounts that no worker owns. */
  async #lease(): Promise<void> {
    const asked = performance.now()
    const { pool } = this.options
    const renewed = await pool.query<{ account: number; epoch: number }>(
      `update lease set until = now() + $2 * interval '1 millisecond' where owner = $1 returning account, epoch`,
      [this.owner, LEASE],
    )
    this.#leaseEnds = asked + LEASE - LAST_SECOND
    const owned = new Map(renewed.rows.map(({ account, epoch }) => [account, epoch]))
    for (const [account, runner] of this.#runners) {
      if (owned.get(account) === runner.leased.epoch) continue
      runner.stop()
      this.#runners.delete(account)
    }
    const claimed = await pool.query(
      `update lease l set owner = $1, epoch = l.epoch + 1, until = now() + $2 * interval '1 millisecond'
       from account a
       where a.id = l.account and l.account in (
         select account from lease where until < now() order by until limit $3 for update skip locked)
       returning l.account, a.name, l.epoch, l.done_upto, a.destination, a.settings, a.subscriptions, a.consent, a.rate,
         a.share, a.enabled, coalesce(extract(epoch from l.paused_until - now()) * 1000, 0)::float8 as pause`,
      [this.owner, LEASE, CLAIM],
    )
    for (const row of claimed.rows) this.#run(row)
    if (claimed.rows.length > 0) this.#wake()
    await this.#storeProgress()
  }

  #run({
    settings,
    subscriptions,
    destination,
    ...row
  }: { settings: Buffer; subscriptions: string | null } & Record<string, unknown>) {
    const definition = this.options.destinations[String(destination)]
    if (!definition) throw new Error(`There is no destination "${destination}".`)
    const leased = {
      ...row,
      settings: JSON.parse(this.options.box.open(settings)),
      subscriptions: subscriptions && JSON.parse(subscriptions),
    } as unknown as LeasedAccount
    const { pool, onOutcome, concurrency = 20, maxAttempts = 8 } = this.options
    const runner = new AccountRunner(leased, {
      pool,
      definition,
      concurrency,
      maxAttempts,
      writer: this.#writer,
      mayStart: () => this.#mayStart(),
      onPause: (account, milliseconds, reason) => this.#storePause(account, milliseconds, reason),
      onOutcome: (account, outcome) => {
        onOutcome?.(account, outcome)
        this.#pump()
      },
    })
    this.#runners.set(leased.account, runner)
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

  async #look(): Promise<void> {
    if (this.#runners.size === 0) return
    const { rows } = await this.options.pool.query<{ account: number; last_seq: number }>({
      name: 'look',
      text: 'select account, last_seq from stream where account = any ($1)',
      values: [[...this.#runners.keys()]],
    })
    await Promise.all(rows.map(({ account, last_seq }) => this.#runners.get(account)?.scan(last_seq)))
    this.#pump()
  }

  /** Starts events in turn: one of each account, until nothing more can start. */
  #pump(): void {
    if (this.#isPumping) return
    this.#isPumping = true
    setImmediate(() => {
      this.#isPumping = false
      let free = MAX_IN_FLIGHT - this.inFlight
      let started = true
      while (started) {
        started = false
        for (const runner of this.#runners.values()) {
          if (free <= 0 || !runner.startOne()) continue
          free--
          started = true
        }
      }
    })
  }

  /** A pause binds the next owner too. */
  #storePause({ account, epoch }: LeasedAccount, milliseconds: number, reason: string): void {
    const sql = `update lease set paused_until = now() + $3 * interval '1 millisecond', pause_reason = $4
      where account = $1 and epoch = $2`
    this.options.pool.query(sql, [account, epoch, milliseconds, reason]).catch(() => {
      this.options.onProblem?.('A pause could not be stored.')
    })
  }
}
