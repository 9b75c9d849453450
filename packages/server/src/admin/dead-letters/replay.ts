import type { Pool } from 'pg'
import type { InferInput, InferOutput } from 'valibot'
import type { SecretBox } from '../../security/secret-box'
import { getAccount } from '../accounts'
import type { replayBody, replayResult } from './schemas'

type ReplayRequest = InferOutput<typeof replayBody>

/** Events of one statement. Intake of the integration waits while it runs. */
const CHUNK = 1_000

/**
 * Copies events to the end of their stream, the oldest first. An event is replayed once, later its
 * replay.
 *
 * @throws ApiError 404 for an unknown integration
 */
export async function replay(
  pool: Pool,
  box: SecretBox,
  request: ReplayRequest,
): Promise<InferInput<typeof replayResult>> {
  const { id } = await getAccount(pool, box, request.integration)
  let replayed = 0
  let chosen = 0
  for await (const seqs of chooseEvents(pool, id, request)) {
    const wanted = request.skip_superseded ? await withoutSuperseded(pool, id, seqs) : seqs
    const { rows } = await pool.query<{ count: number }>('select replay_events($1, $2) as count', [id, wanted])
    chosen += seqs.length
    replayed += rows[0]?.count ?? 0
  }
  return { replayed, skipped: chosen - replayed }
}

/** The listed events, or the dead letters of a reason or of the integration, part by part. */
async function* chooseEvents(pool: Pool, account: number, { seqs, reason }: ReplayRequest): AsyncGenerator<number[]> {
  if (seqs) {
    yield [...new Set(seqs)]
    return
  }
  const { rows } = await pool.query<{ last: number }>(
    'select coalesce(max(seq), 0) as last from dead_letter where account = $1',
    [account],
  )
  const last = rows[0]?.last ?? 0
  let seq = 0
  for (;;) {
    // Without those that fail again during the replay: they lie above the last.
    const part = await pool.query<{ seq: number }>(
      `select seq from dead_letter
       where account = $1 and replayed_by is null and seq > $2 and seq <= $3 and ($4::text is null or reason = $4)
       order by seq limit ${CHUNK}`,
      [account, seq, last, reason ?? null],
    )
    if (part.rows.length === 0) return
    yield part.rows.map(row => row.seq)
    seq = part.rows.at(-1)?.seq ?? last
  }
}

async function withoutSuperseded(pool: Pool, account: number, seqs: number[]): Promise<number[]> {
  const { rows } = await pool.query<{ seq: number }>(
    'select seq from dead_letter where account = $1 and seq = any ($2) and superseded_by is not null',
    [account, seqs],
  )
  const superseded = new Set(rows.map(({ seq }) => seq))
  return seqs.filter(seq => !superseded.has(seq))
}
