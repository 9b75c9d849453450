/**
 * The functions that write. Each is one round trip and one transaction.
 *
 * `intake_events` gives gapless numbers: it locks the stream rows in account order, so that
 * two calls with the same accounts run one after the other. A number is therefore never visible
 * before a smaller one, and the check for a known message id cannot race another process.
 *
 * `write_outcomes` locks the lease and writes only for the owner's current epoch, so that a worker
 * which lost its lease cannot write over its successor.
 */
export const functions = `
create function intake_events(
  p_account int[], p_message_id text[], p_keys text[], p_type text[], p_name text[], p_body text[], p_problem text[]
) returns int language plpgsql as $$
declare
  v_now timestamptz;
  v_count int;
begin
  perform 1 from stream where account = any (p_account) order by account for update;
  -- Milliseconds, because the time travels through JavaScript and back.
  v_now := date_trunc('milliseconds', clock_timestamp());
  with input as (
    select * from unnest(p_account, p_message_id, p_keys, p_type, p_name, p_body, p_problem) with ordinality
      as i (account, message_id, keys, type, name, body, problem, n)
  ), first as (
    select distinct on (account, message_id) * from input order by account, message_id, n
  ), fresh as (
    select f.*, row_number() over (partition by account order by n) as place from first f
    where not exists (select from event e where e.message_id = f.message_id and e.account = f.account)
  ), numbered as (
    select f.*, s.last_seq + f.place as seq from fresh f join stream s using (account)
  ), inserted as (
    insert into event (account, seq, message_id, keys, type, name, body, received_at)
    select account, seq, message_id, string_to_array(keys, E'\\x1f'), type, name, body, v_now from numbered
  ), refused as (
    insert into outcome (account, seq, attempt, received_at, at, final, status, outcome, reason, message)
    select account, seq, 1, v_now, v_now, true, 'dead', 'rejected', 'invalid-event', problem
    from numbered where problem is not null
  ), moved as (
    update stream s set last_seq = n.newest
    from (select account, max(seq) as newest from numbered group by account) n where s.account = n.account
  )
  select count(*) into v_count from numbered;
  return v_count;
end $$;

create function remember_consent(p_account int[], p_key text[], p_categories jsonb[], p_at timestamptz[])
returns void language sql as $$
  insert into consent as c (account, key, categories, at)
  select distinct on (i.account, i.key) i.* from unnest(p_account, p_key, p_categories, p_at) as i (account, key, categories, at)
  where i.categories @? '$.* ? (@ == false)'
     or exists (select from consent k where k.account = i.account and k.key = i.key)
  order by i.account, i.key, i.at desc
  on conflict (account, key) do update set categories = excluded.categories, at = excluded.at where c.at <= excluded.at;
$$;

create function write_outcomes(p_owner text, p_rows json, p_leases json) returns int language plpgsql as $$
declare
  v_count int;
begin
  perform 1 from lease where owner = p_owner order by account for update;
  with valid as (
    select r.* from json_to_recordset(p_rows) as r (
      account int, epoch bigint, seq bigint, attempt int, received_at timestamptz, at timestamptz, final boolean,
      status text, outcome text, reason text, http_status int, contact_id text, action text, duration_ms int,
      message text, detail text)
    join lease l on l.account = r.account and l.epoch = r.epoch and l.owner = p_owner
  ), inserted as (
    insert into outcome
    select account, seq, attempt, received_at, at, final, status, outcome, reason, http_status, contact_id, action,
      duration_ms, message, detail from valid
    on conflict do nothing
  )
  select count(*) into v_count from valid;
  update lease l set done_upto = greatest(l.done_upto, d.done_upto)
  from json_to_recordset(p_leases) as d (account int, epoch bigint, done_upto bigint)
  where l.account = d.account and l.epoch = d.epoch and l.owner = p_owner and l.done_upto < d.done_upto;
  return v_count;
end $$;

create function replay_events(p_account int, p_seqs bigint[]) returns int language plpgsql as $$
declare
  v_count int;
begin
  perform 1 from stream where account = p_account for update;
  with chosen as (
    select e.*, row_number() over (order by e.seq) as place from event e
    where e.account = p_account and e.seq = any (p_seqs)
      and exists (select from outcome o where o.account = e.account and o.seq = e.seq and o.final)
      and not exists (select from event r where r.account = e.account and r.replay_of = e.seq and r.seq > e.seq)
  ), inserted as (
    insert into event (account, seq, keys, type, name, body, received_at, replay_of)
    select c.account, s.last_seq + c.place, c.keys, c.type, c.name, c.body, date_trunc('milliseconds', clock_timestamp()), c.seq
    from chosen c join stream s on s.account = c.account
  )
  select count(*) into v_count from chosen;
  update stream set last_seq = last_seq + v_count where account = p_account and v_count > 0;
  return v_count;
end $$;

create index event_replay on event (account, replay_of) where replay_of is not null;
`
