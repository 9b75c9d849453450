import type { Pool } from 'pg'
import type { InferInput } from 'valibot'
import { getDestination } from '../../destinations/registry'
import { explainOutcome } from '../../explain-outcome'
import { readConsent } from '../../intake/consent'
import { asRecord, parseJson } from '../../intake/json'
import { unpackText } from '../../store/packed-text'
import type { AccountRow } from '../accounts'
import { previewAccount } from '../preview/preview'
import type { attempt, eventConsent, eventDetail } from './schemas'
import { type EventRow, toSummary } from './summary'

/** One event with its body, its consent, every attempt, and what it would become now. */
export async function getEventDetail(
  pool: Pool,
  row: EventRow & { keys: string[] },
  account: AccountRow,
): Promise<InferInput<typeof eventDetail>> {
  const { keys, ...event } = row
  const [attempts, known, replays] = await Promise.all([
    pool.query(
      `select attempt, at, final, status, outcome, reason, http_status, contact_id, action, duration_ms, message, detail
       from outcome where account = $1 and seq = $2 order by attempt`,
      [row.account, row.seq],
    ),
    pool.query('select categories, at from consent where account = $1 and key = any ($2) order by at desc', [
      row.account,
      keys,
    ]),
    pool.query('select seq from event where account = $1 and replay_of = $2 order by seq', [row.account, row.seq]),
  ])
  const body = parseJson(row.body)
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const [source = null, ...otherSources] = account.sources
  return {
    ...toSummary(event, account),
    keys,
    body: isObject ? (body as Record<string, unknown>) : row.body,
    // The event does not say where it came from. With one source there is no doubt.
    source: otherSources.length === 0 ? source : null,
    consent: toConsent(row.reason, body, account, known.rows),
    attempts_list: attempts.rows.map(one => toAttempt(one, account)),
    explanation_now: isObject ? await previewAccount(body as Record<string, unknown>, account).catch(() => null) : null,
    replays: replays.rows.map(({ seq }) => seq),
  }
}

interface AttemptRow extends Omit<InferInput<typeof attempt>, 'at' | 'explanation' | 'payload' | 'omitted' | 'calls'> {
  at: Date
  detail: string | null
}

function toAttempt({ detail, at, ...row }: AttemptRow, account: AccountRow): InferInput<typeof attempt> {
  const { payload = null, omitted, calls } = asRecord(detail === null ? null : parseJson(unpackText(detail)))
  return {
    ...row,
    at: at.toISOString(),
    explanation: explainOutcome(row, getDestination(account.destination))?.says ?? null,
    payload,
    omitted: (Array.isArray(omitted) ? omitted : []) as InferInput<typeof attempt>['omitted'],
    calls: (Array.isArray(calls) ? calls : []) as InferInput<typeof attempt>['calls'],
  }
}

/** The reasons by which consent, or its absence, ends an event. */
const CONSENT_REASONS: ReadonlySet<string | null> = new Set(['no-consent', 'consent-form-unknown', 'consent-withdrawn'])

/** The decision in words. Names the required categories without a grant in the event. */
function toSentence(required: readonly string[], said: Readonly<Record<string, boolean>>): string {
  const list = (categories: readonly string[]) => categories.join(' and ')
  const denied = required.filter(category => said[category] === false)
  if (denied.length > 0) return `The event refuses the consent that the integration requires: ${list(denied)}.`
  const unknown = required.filter(category => said[category] !== true)
  if (unknown.length > 0)
    return `The event says nothing about the consent that the integration requires: ${list(unknown)}.`
  if (required.length === 0) return 'The integration requires no consent.'
  return 'The event carries the consent that the integration requires.'
}

function toConsent(
  reason: EventRow['reason'],
  body: unknown,
  { consent, destination, settings }: AccountRow,
  known: Array<{ categories: Record<string, boolean>; at: Date }>,
): InferInput<typeof eventConsent> {
  const own = getDestination(destination).getConsentCategory(settings)
  const required = [...new Set([...consent, ...(own === null ? [] : [own])])]
  const said = readConsent(asRecord(body)) ?? {}
  const state = required.some(category => said[category] === false)
    ? 'denied'
    : required.every(category => said[category] === true)
      ? 'granted'
      : 'unknown'
  const sentence = toSentence(required, said)
  const isDropped = CONSENT_REASONS.has(reason) || (reason === null && state === 'denied')
  return {
    required,
    state,
    known: known.map(({ categories, at }) => ({ categories, at: at.toISOString() })),
    decision: isDropped ? 'dropped' : 'passed',
    sentence:
      reason === 'consent-withdrawn' ? `${sentence} A later refusal of the person stopped the delivery.` : sentence,
  }
}
