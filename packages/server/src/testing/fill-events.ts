import type { Pool } from 'pg'
import { hashKey, openSecretBox, type SecretBox } from '../security/secret-box'
import { openDatabase } from '../store/database'
import { launchPostgres } from '../store/embedded/launch'
import { migrate } from '../store/migrate'
import { ensurePartitions } from '../store/partitions'

export interface FillOptions {
  /** How many events. */
  events: number
  /** Over how many days they came in, the last one now. By default 3. */
  days?: number
  /** The part that is dead, from 0 to 1. By default 0.02. */
  dead?: number
  /** The newest events of each integration that have no outcome yet. By default 20. */
  waiting?: number
  /** The names of the integrations that share the events. By default two. */
  integrations?: string[]
}

/**
 * Fills a database with lifelike events and their outcomes, by SQL alone: people who sign up and
 * change, views without a person, refusals of consent, dead letters by several reasons, retries.
 * 100,000 events take some 10 seconds. For tests, benchmarks and a look at the console.
 */
export async function fillEvents(pool: Pool, box: SecretBox, options: FillOptions): Promise<void> {
  const { events, days = 3, dead = 0.02, waiting = 20, integrations = ['support', 'sales'] } = options
  await ensureDays(pool, days)
  await pool.query('insert into source (name, write_key_hash) values ($1, $2) on conflict do nothing', [
    'web',
    hashKey('dk_fill'),
  ])
  const share = Math.floor(events / integrations.length)
  for (const name of integrations) {
    const settings = box.seal(JSON.stringify({ domain: 'acme', apiKey: 'key-of-the-fill' }))
    const { rows } = await pool.query(
      `insert into account (name, destination, settings, sources, consent) values ($1, 'freshdesk', $2, '{web}', '{marketing}')
       on conflict (name) do update set name = excluded.name returning id`,
      [name, settings],
    )
    const account = rows[0].id
    await pool.query('insert into stream (account) values ($1) on conflict do nothing', [account])
    await pool.query('insert into lease (account) values ($1) on conflict do nothing', [account])
    await fillAccount(pool, account, { events: share, days, dead, waiting })
  }
  await pool.query('analyze')
}

/** Fills the embedded database of a data folder, so that `datafly serve --data FOLDER` shows it. */
export async function fillFolder(folder: string, options: FillOptions): Promise<void> {
  const box = openSecretBox(process.env, folder)
  const postgres = await launchPostgres({ folder })
  const pool = openDatabase(postgres.url)
  try {
    await migrate(pool)
    await fillEvents(pool, box, options)
  } finally {
    await pool.end()
    await postgres.stop()
  }
}

/** Events of one statement. */
const CHUNK = 20_000

async function fillAccount(
  pool: Pool,
  account: number,
  { events, days, dead, waiting }: { events: number; days: number; dead: number; waiting: number },
): Promise<void> {
  const { rows } = await pool.query('select last_seq, now() as now from stream where account = $1', [account])
  const { last_seq: first, now } = rows[0]
  const start = now.getTime() - days * 86_400_000 + 60_000
  const step = (now.getTime() - start) / events
  for (let from = 1; from <= events; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, events)
    await pool.query(EVENTS, [account, first, from, to, new Date(start), step])
    await pool.query(OUTCOMES, [account, first, from, Math.min(to, events - waiting), dead])
  }
  await pool.query('update stream set last_seq = $2 where account = $1', [account, first + events])
  await pool.query('update lease set done_upto = $2 where account = $1', [account, first + events - waiting])
  await pool.query(DEAD_LETTERS, [account])
  await pool.query(TALLY, [account])
}

/** Every person, by a number from 0 to 49,999, has a name, an e-mail address and a user id. */
const EVENTS = `
  with made as (
    select n, $2::bigint + n as seq, (n * 7919) % 50000 as p, n % 20 as kind,
      date_trunc('milliseconds', $5::timestamptz + n * $6::float8 * interval '1 millisecond') as at
    from generate_series($3::bigint, $4::bigint) as n
  ), person as (
    select *, (array['Ada','Grace','Noor','Kofi','Ines','Tomasz','Yuki','Leila','Björn','Zoë'])[1 + p % 10] as first,
      (array['Moss','Fern','Okafor','Lindqvist','Marsh','Ibarra','Silva'])[1 + (p / 10) % 7] || '-' || p as last,
      case when kind < 9 then 'track' when kind < 16 then 'identify' else 'page' end as type,
      case when kind < 6 then 'Signed Up' when kind = 6 then 'Trial Started' when kind = 7 then 'Invoice Paid'
        when kind = 8 then case when n % 1000 = 8 then 'Rare Event' else 'Plan Changed' end
        when kind < 16 then null else 'Pricing' end as name
    from made
  )
  insert into event (account, seq, message_id, keys, type, name, body, received_at)
  select $1::int, seq, format('fill-%s-%s', $1::int, seq),
    case when type = 'page' then array['anonymous:a' || p]
      else array['user:u' || p, 'email:person.' || p || '@example.com'] end,
    type, name,
    json_build_object('type', type, 'event', name, 'messageId', format('fill-%s-%s', $1::int, seq),
      'userId', case when type <> 'page' then 'u' || p end, 'anonymousId', 'a' || p, 'timestamp', at, 'receivedAt', at,
      'properties', json_build_object('method', 'email', 'path', '/pricing', 'referrer', 'https://shop.example/a/page'),
      'traits', case when type = 'identify' then json_build_object('name', first || ' ' || last,
        'email', 'person.' || p || '@example.com', 'title', 'Engineer', 'phone', '07700 900' || lpad((p % 1000)::text, 3, '0')) end,
      'context', json_build_object('ip', '192.0.2.1', 'userAgent', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0',
        'consent', json_build_object('marketing', kind <> 5), 'library', json_build_object('name', 'analytics.js', 'version', '2.1.0'),
        'traits', json_build_object('name', first || ' ' || last, 'email', 'person.' || p || '@example.com')))::text,
    at
  from person`

/** The last attempt of each event, and a failed one before it for one event in fifty. */
const OUTCOMES = `
  with made as (
    select e.*, e.seq - $2 as n, (hashint8(e.seq) & 65535) / 65536.0 as dice from event e
    where e.account = $1::int and e.seq between $2::bigint + $3 and $2::bigint + $4
  ), ended as (
    select *, case
      when dice < $5::float8 then 'dead' when type = 'page' or name in ('Trial Started', 'Invoice Paid', 'Plan Changed', 'Rare Event') or n % 20 = 5
      then 'dropped' else 'delivered' end as status
    from made
  ), attempts as (
    select *, 1 as attempt, false as is_last from ended where n % 50 = 7
    union all
    select *, case when n % 50 = 7 then 2 else 1 end, true from ended
  )
  insert into outcome (account, seq, attempt, received_at, at, final, status, outcome, reason, http_status, contact_id, action,
    duration_ms, message, detail)
  select account, seq, attempt, received_at, received_at + attempt * interval '300 milliseconds', is_last,
    case when is_last then status else 'retrying' end,
    case when not is_last then 'retrying' when status = 'dead' then 'rejected' when status = 'dropped' then 'dropped'
      when type = 'track' then case when n % 3 = 0 then 'exists' else 'created' end else 'updated' end,
    case when not is_last then 'service-unavailable'
      when status = 'dead' then (array['payload-validation-failed', 'payload-validation-failed', 'conflict', 'broken-event'])[1 + n % 4]
      when status = 'dropped' then case when n % 20 = 5 then 'no-consent' else 'not-subscribed' end
      when type = 'track' and n % 3 = 0 then 'already-exists' end,
    case when not is_last then 503 when status = 'dead' then 400 when status = 'delivered' then 201 end,
    case when is_last and status = 'delivered' then (7000 + n % 50000)::text end,
    case when status <> 'dropped' or not is_last then case when type = 'track' then 'signedUp' else 'identified' end end,
    40 + (n % 200)::int,
    case when not is_last then 'Freshdesk has a problem (503). The delivery can be tried again. If this lasts, check the status page of Freshdesk.'
      when status = 'dead' then 'Freshdesk refused the contact (400). email: It should be a valid email address. Check the value mapped to email.' end,
    case when status <> 'dropped' then json_build_object('payload', json_build_object('name', 'Ada Moss', 'email', keys[2]),
      'omitted', json_build_array(), 'calls', json_build_array(json_build_object('method', 'POST',
        'url', 'https://acme.freshdesk.com/api/v2/contacts', 'body', json_build_object('name', 'Ada Moss', 'email', keys[2],
          'tags', json_build_array('marketing-consent')), 'status', 201, 'milliseconds', 40,
        'response', repeat('{"id":7001,"active":false,"address":null,"description":null}', 8))))::text end
  from attempts`

/** One dead letter in three has a newer delivered event of its person. */
const DEAD_LETTERS = `
  insert into dead_letter (account, seq, received_at, at, reason, keys, value_seq, superseded_by)
  select o.account, o.seq, o.received_at, o.at, o.reason, e.keys, o.seq, case when o.seq % 3 = 0 then o.seq + 1 end
  from outcome o join event e using (account, seq, received_at)
  where o.account = $1 and o.final and o.status = 'dead' on conflict do nothing`

const TALLY = `
  insert into tally (minute, account, status, reason, count, calls)
  select date_trunc('minute', at), account, status, coalesce(reason, ''), count(*), count(http_status)
  from outcome where account = $1 group by 1, 2, 3, 4
  union all
  select date_trunc('minute', received_at), account, 'received', '', count(*), 0 from event where account = $1 group by 1, 2
  on conflict (minute, account, status, reason) do update set count = excluded.count, calls = excluded.calls`

/** Partitions for the days before today, which a server never needs. */
async function ensureDays(pool: Pool, days: number): Promise<void> {
  for (let day = 0; day <= days; day++) await ensurePartitions(pool, Date.now() - day * 86_400_000)
}
