import type { Pool } from 'pg'
import type { InferInput } from 'valibot'
import { getDestination } from '../../destinations/registry'
import { explainReason } from '../../explain-outcome'
import type { SecretBox } from '../../security/secret-box'
import { type AccountRow, findAccounts } from '../accounts'
import { type AccountState, findStates } from '../integrations/state'
import type { overview, overviewIntegration } from './schemas'

type Overview = InferInput<typeof overview>
type Reason = Overview['reasons'][number]

/** The step of the series for each range, both in seconds. A chart has at most 84 points. */
const STEPS: Readonly<Record<number, number>> = { 60: 60, 360: 300, 1440: 1_200, 10080: 7_200 }

const MAX_REASONS = 10

const STATUSES = ['delivered', 'dropped', 'retrying', 'dead'] as const

/** The counts of one account in one step. */
interface Row {
  account: number
  at: Date
  status: Reason['status'] | 'received'
  reason: string
  count: number
}

/** What happened in the last minutes, from the counts by minute. */
export async function getOverview(pool: Pool, box: SecretBox, minutes: number): Promise<Overview> {
  const step = STEPS[minutes] ?? 60
  const now = Math.floor(Date.now() / 1_000)
  const since = new Date((Math.floor((now - minutes * 60) / step) + 1) * step * 1_000)
  const [{ rows }, accounts, findState] = await Promise.all([
    pool.query<Row>(
      `select account, to_timestamp(floor(extract(epoch from minute) / $2::int) * $2::int) as at, status, reason,
         sum(count)::int as count
       from tally where minute >= $1 and count > 0 group by 1, 2, 3, 4`,
      [since, step],
    ),
    findAccounts(pool, box),
    findStates(pool),
  ])
  const states = accounts.map(account => ({ account, state: findState(account.id) }))
  return {
    since: since.toISOString(),
    step_seconds: step,
    totals: {
      received: sum(rows, ({ status }) => status === 'received'),
      ...countByStatus(rows),
      waiting: states.reduce((total, { state }) => total + state.waiting, 0),
    },
    series: toSeries(rows, since.getTime(), step * 1_000, now * 1_000),
    reasons: toReasons(rows, accounts),
    oldest_waiting: toOldest(states.map(({ state }) => state.oldest_waiting)),
    integrations: states.map(({ account, state }) =>
      toIntegration(
        account,
        state,
        rows.filter(row => row.account === account.id),
      ),
    ),
  }
}

const sum = (rows: readonly Row[], isWanted: (row: Row) => boolean): number =>
  rows.reduce((total, row) => (isWanted(row) ? total + row.count : total), 0)

function countByStatus(rows: readonly Row[]) {
  const counts = { delivered: 0, dropped: 0, retrying: 0, dead: 0 }
  for (const { status, count } of rows) if (isCounted(status)) counts[status] += count
  return counts
}

const isCounted = (status: string): status is (typeof STATUSES)[number] => STATUSES.includes(status as never)

function toSeries(rows: readonly Row[], since: number, step: number, now: number): Overview['series'] {
  const points = new Map<number, ReturnType<typeof countByStatus>>()
  for (let at = since; at <= now; at += step) points.set(at, countByStatus([]))
  for (const { at, status, count } of rows) {
    const point = points.get(at.getTime())
    if (point && isCounted(status)) point[status] += count
  }
  return [...points].map(([at, counts]) => ({ at: new Date(at).toISOString(), ...counts }))
}

/** The most frequent reasons of all accounts. Their destination explains them. */
function toReasons(rows: readonly Row[], accounts: readonly AccountRow[]): Reason[] {
  const reasons = new Map<string, Reason>()
  for (const { account, status, reason, count } of rows) {
    if (reason === '' || status === 'received') continue
    const key = `${status} ${reason}`
    const destination = accounts.find(({ id }) => id === account)?.destination
    const explanation = destination ? explainReason({ status, reason }, getDestination(destination)) : null
    const known = reasons.get(key) ?? { status, reason, explanation: explanation?.says ?? null, count: 0 }
    reasons.set(key, { ...known, count: known.count + count })
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count).slice(0, MAX_REASONS)
}

function toIntegration(
  { name, paused, enabled }: AccountRow,
  { waiting, oldest_waiting, paused_until, pause_reason, limit_per_minute, used_last_minute }: AccountState,
  rows: readonly Row[],
): InferInput<typeof overviewIntegration> {
  const counts = countByStatus(rows)
  const ended = counts.delivered + counts.dead
  return {
    name,
    ...counts,
    waiting,
    oldest_waiting: oldest_waiting?.toISOString() ?? null,
    success_rate: ended === 0 ? null : counts.delivered / ended,
    paused,
    paused_until: paused_until?.toISOString() ?? null,
    pause_reason,
    enabled,
    rate_limit: { limit_per_minute, used_last_minute },
  }
}

function toOldest(times: ReadonlyArray<Date | null>): string | null {
  const known = times.filter(time => time !== null).map(time => time.getTime())
  return known.length === 0 ? null : new Date(Math.min(...known)).toISOString()
}
