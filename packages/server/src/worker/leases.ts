import type { Subscription } from '@segment/actions-core'
import type { Pool } from 'pg'
import type { Sealed } from '../store/sealed-account'

/** Milliseconds of a lease. Its owner renews it long before the end. */
export const LEASE = 6_000

/** Accounts that one look for free accounts takes, so that several workers share them. */
const MAX_CLAIM = 10

/** One integration as it is configured now. */
export interface Integration {
  account: number
  name: string
  /** Grows with each change of the configuration. */
  revision: number
  destination: string
  settings: Record<string, unknown>
  subscriptions: Subscription[] | null
  consent: string[]
  rate: number | null
  share: number | null
  enabled: boolean
  /** True while a person has paused the integration. */
  paused: boolean
}

/** One integration as a worker leases it. */
export interface LeasedAccount extends Integration {
  epoch: number
  done_upto: number
  /** Milliseconds that a stored pause still lasts; 0 or less when there is no such pause. */
  pause: number
  pause_reason: string | null
}

interface Renewed {
  account: number
  epoch: number
  revision: number
  paused: boolean
}

const CONFIGURATION = `a.id as account, a.name, a.revision, a.destination, a.settings, a.subscriptions, a.consent, a.rate,
  a.share, a.enabled, a.paused`

/**
 * The rows of the table lease that one worker owns. The epoch grows with each take-over, so that a
 * worker which lost a lease can write nothing over its successor.
 */
export class Leases {
  constructor(
    private readonly pool: Pool,
    private readonly owner: string,
  ) {}

  async renew(): Promise<Renewed[]> {
    const { rows } = await this.pool.query<Renewed>(
      `update lease l set until = now() + $2 * interval '1 millisecond' from account a
       where a.id = l.account and l.owner = $1 returning l.account, l.epoch, a.revision, a.paused`,
      [this.owner, LEASE],
    )
    return rows
  }

  /** Takes accounts that no worker owns, those first that have been free for the longest time. */
  async claim(): Promise<Array<Sealed<LeasedAccount>>> {
    // A refusal says nothing about a configuration that has changed since.
    const { rows } = await this.pool.query<Sealed<LeasedAccount>>(
      `update lease l set owner = $1, epoch = l.epoch + 1, until = now() + $2 * interval '1 millisecond'
       from account a
       where a.id = l.account and l.account in (
         select account from lease where until < now() order by until limit $3 for update skip locked)
       returning ${CONFIGURATION}, l.epoch, l.done_upto, l.pause_reason,
         case when l.pause_reason = 'rate-limit' or l.pause_revision = a.revision
           then coalesce(extract(epoch from l.paused_until - now()) * 1000, 0)::float8 else 0 end as pause`,
      [this.owner, LEASE, MAX_CLAIM],
    )
    return rows
  }

  /** Reads the configuration of these accounts. */
  async read(accounts: readonly number[]): Promise<Array<Sealed<Integration>>> {
    if (accounts.length === 0) return []
    const sql = `select ${CONFIGURATION} from account a where a.id = any ($1)`
    return (await this.pool.query<Sealed<Integration>>(sql, [accounts])).rows
  }

  /** Gives these leases back. Another worker can take them after that many milliseconds. */
  async release(accounts: readonly number[], milliseconds = 0): Promise<void> {
    if (accounts.length === 0) return
    await this.pool.query(
      `update lease set owner = null, until = now() + $3 * interval '1 millisecond'
       where owner = $1 and account = any ($2)`,
      [this.owner, accounts, milliseconds],
    )
  }

  async releaseAll(): Promise<void> {
    await this.pool.query(`update lease set owner = null, until = '-infinity' where owner = $1`, [this.owner])
  }

  /** A pause binds the next owner, too. 0 milliseconds end it. */
  async storePause({ account, epoch, revision }: LeasedAccount, milliseconds: number, reason: string): Promise<void> {
    await this.pool.query(
      `update lease set paused_until = now() + $3 * interval '1 millisecond', pause_reason = $4, pause_revision = $5
       where account = $1 and epoch = $2`,
      [account, epoch, milliseconds, reason, revision],
    )
  }
}
