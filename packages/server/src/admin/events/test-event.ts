import type { Pool } from 'pg'
import type { InferInput } from 'valibot'
import { type Collector, OverloadError } from '../../intake/collector'
import { readEvent } from '../../intake/read-event'
import { ApiError } from '../api-error'
import type { testEventResult } from './schemas'

/**
 * Takes one event as intake does: completed, checked, with its consent remembered.
 *
 * @param ip the address of the sender, for the context of the event
 * @throws ApiError 400 for an unknown source, one that is off, or one without an integration
 */
export async function takeTestEvent(
  event: Record<string, unknown>,
  source: string,
  ip: string,
  { pool, collector }: { pool: Pool; collector: Collector },
): Promise<InferInput<typeof testEventResult>> {
  const { rows } = await pool.query<{ enabled: boolean; accounts: number[] }>(
    `select s.enabled, array_remove(array_agg(a.id), null) as accounts
     from source s left join account a on s.name = any (a.sources) where s.name = $1 group by s.id`,
    [source],
  )
  const [found] = rows
  const refuse = (message: string) => new ApiError(400, 'INVALID_REQUEST', message, 'source')
  if (!found) throw refuse(`There is no source "${source}".`)
  if (!found.enabled) throw refuse(`The source ${source} is switched off.`)
  if (found.accounts.length === 0) throw refuse(`No integration takes the events of the source ${source}.`)
  const stored = readEvent(event, { type: null, receivedAt: new Date(), ip, userAgent: null, shared: {} })
  const find = () =>
    pool.query<{ integration: string; seq: number }>(
      `select a.name as integration, e.seq from event e join account a on a.id = e.account
       where e.message_id = $1 and e.account = any ($2) order by a.name`,
      [stored.messageId, found.accounts],
    )
  const { rowCount: known } = await find()
  await collector.add(found.accounts.map(account => ({ account, event: stored }))).catch(error => {
    const isOverload = error instanceof OverloadError
    throw new ApiError(isOverload ? 429 : 503, isOverload ? 'TOO_MANY_EVENTS' : 'STORE_UNAVAILABLE', error.message)
  })
  const { rows: events } = await find()
  return { message_id: stored.messageId, events, problem: stored.problem ?? (known ? KNOWN : null) }
}

const KNOWN =
  'An earlier event has this message id, and a message id counts once. Remove messageId from the event to send a new one.'
