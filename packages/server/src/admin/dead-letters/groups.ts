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
      `select a.name as integration, o.reason, count(*) as count, 0 as superseded, min(o.at) as oldest, max(o.at) as newest,
         (array_agg(o.message order by o.at desc))[1] as message
       from outcome o join account a on a.id = o.account
       where o.status = 'dead' and o.final
         and not exists (select from event r where r.account = o.account and r.replay_of = o.seq)
       group by 1, 2 order by 3 desc`,
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
