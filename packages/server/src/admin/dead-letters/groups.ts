import type { Pool } from 'pg'
import type { InferInput } from 'valibot'
import { getDestination } from '../../destinations/registry'
import { explainOutcome, explainReason } from '../../explain-outcome'
import type { SecretBox } from '../../security/secret-box'
import { findAccounts } from '../accounts'
import type { deadLetterGroup } from './schemas'

interface GroupRow {
  integration: string
  reason: string | null
  count: number
  superseded: number
  oldest: Date
  newest: Date
  message: string | null
}

/** The dead letters without a replay, the largest group first. */
export async function findDeadLetterGroups(pool: Pool, box: SecretBox): Promise<InferInput<typeof deadLetterGroup>[]> {
  const [{ rows }, accounts] = await Promise.all([
    pool.query<GroupRow>(
      `select a.name as integration, g.reason, g.count, g.superseded, g.oldest, g.newest, o.message
       from (
         select account, reason, count(*) as count, count(superseded_by) as superseded, min(at) as oldest,
           max(at) as newest, max(seq) as last_seq
         from dead_letter where replayed_by is null group by account, reason
       ) g
       join account a on a.id = g.account
       left join lateral (
         select message from outcome o where o.account = g.account and o.seq = g.last_seq order by attempt desc limit 1
       ) o on true
       order by g.count desc`,
    ),
    findAccounts(pool, box),
  ])
  return rows.map(row => {
    const destination = getDestination(accounts.find(({ name }) => name === row.integration)?.destination ?? '')
    const explanation =
      (row.reason && explainReason({ status: 'dead', reason: row.reason }, destination)) ||
      explainOutcome({ ...row, status: 'dead' }, destination)
    return {
      ...row,
      explanation: explanation?.says ?? null,
      fix: explanation?.fix ?? null,
      oldest: row.oldest.toISOString(),
      newest: row.newest.toISOString(),
    }
  })
}
