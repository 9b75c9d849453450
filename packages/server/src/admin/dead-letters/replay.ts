import type { Pool } from 'pg'
import type { InferInput, InferOutput } from 'valibot'
import type { SecretBox } from '../../security/secret-box'
import { getAccount } from '../accounts'
import type { replayBody, replayResult } from './schemas'

/**
 * Copies events to the end of their stream. An event is replayed once, later its replay.
 *
 * @throws ApiError 404 for an unknown integration
 */
export async function replay(
  pool: Pool,
  box: SecretBox,
  { integration, seqs, reason }: InferOutput<typeof replayBody>,
): Promise<InferInput<typeof replayResult>> {
  const { id } = await getAccount(pool, box, integration)
  const { rows } = await pool.query(
    `with chosen as (
       select coalesce($2::bigint[], array(
         select o.seq from outcome o where o.account = $1 and o.status = 'dead' and o.final
           and ($3::text is null or o.reason = $3)
           and not exists (select from event r where r.account = o.account and r.replay_of = o.seq))) as seqs
     )
     select replay_events($1, seqs) as replayed, coalesce(cardinality(seqs), 0) as chosen from chosen`,
    [id, seqs ?? null, reason ?? null],
  )
  const { replayed, chosen } = rows[0]
  return { replayed, skipped: chosen - replayed }
}
