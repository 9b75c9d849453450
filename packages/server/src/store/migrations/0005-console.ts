/**
 * What the console reads and writes.
 *
 * `revision` keeps each change of an integration. `tally` counts outcomes by minute, so that an
 * overview of a week reads no outcomes. `dead_letter` holds the few events that were given up, so
 * that they are grouped without a search, and notes a newer delivered event of the same person.
 * The functions that write outcomes keep both up to date in the same transaction.
 */
export const consoleTables = `
create table revision (
  account int not null references account on delete cascade,
  revision int not null,
  at timestamptz not null default now(),
  author text not null,
  -- The sealed configurations, because they hold keys. The first revision has none before.
  before bytea,
  after bytea not null,
  undo_of int,
  primary key (account, revision)
);

create table tally (
  minute timestamptz not null,
  account int not null,
  -- A status of an outcome, or 'received'.
  status text not null,
  reason text not null,
  count int not null,
  calls int not null,
  primary key (minute, account, status, reason)
) with (fillfactor = 50);

create table dead_letter (
  account int not null,
  seq bigint not null,
  received_at timestamptz not null,
  at timestamptz not null,
  reason text,
  keys text[] not null,
  -- The number of the event that brought the values: for a replay, that of its original.
  value_seq bigint not null,
  superseded_by bigint,
  replayed_by bigint,
  primary key (account, seq)
);
create index dead_letter_open on dead_letter (account) where superseded_by is null;
create index dead_letter_keys on dead_letter using gin (keys) where superseded_by is null;

-- The rate limit that the destination reported last.
alter table lease add column limit_per_minute int;

-- The requests of an attempt. Null for one that an earlier version wrote.
alter table outcome add column calls int;

create index event_name on event (name, received_at, account, seq);
create index event_keys on event using gin (keys);
create index outcome_reason on outcome (reason, received_at, account, seq) where reason is not null;
create index outcome_at on outcome (at);

insert into tally (minute, account, status, reason, count, calls)
select date_trunc('minute', at), account, status, coalesce(reason, ''), count(*), count(http_status)
from outcome where final or status = 'retrying' group by 1, 2, 3, 4
union all
select date_trunc('minute', received_at), account, 'received', '', count(*), 0 from event group by 1, 2;

insert into dead_letter (account, seq, received_at, at, reason, keys, value_seq, replayed_by)
select o.account, o.seq, o.received_at, o.at, o.reason, e.keys, coalesce(e.replay_of, e.seq),
  (select r.seq from event r where r.account = o.account and r.replay_of = o.seq limit 1)
from outcome o join event e on e.account = o.account and e.seq = o.seq and e.received_at = o.received_at
where o.final and o.status = 'dead';

create or replace function intake_events(
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
  ), dead as (
    insert into dead_letter (account, seq, received_at, at, reason, keys, value_seq)
    select account, seq, v_now, v_now, 'invalid-event', '{}', seq from numbered where problem is not null
    on conflict do nothing
  ), counted as (
    insert into tally as t (minute, account, status, reason, count, calls)
    select date_trunc('minute', v_now), account, 'received', '', count(*), 0 from numbered group by account
    union all
    select date_trunc('minute', v_now), account, 'dead', 'invalid-event', count(*), 0
    from numbered where problem is not null group by account
    order by 2, 3
    on conflict (minute, account, status, reason) do update set count = t.count + excluded.count
  ), moved as (
    update stream s set last_seq = n.newest
    from (select account, max(seq) as newest from numbered group by account) n where s.account = n.account
  )
  select count(*) into v_count from numbered;
  return v_count;
end $$;

create or replace function write_outcomes(p_owner text, p_rows json, p_leases json) returns int language plpgsql as $$
declare
  v_count int;
begin
  perform 1 from lease where owner = p_owner order by account for update;
  with valid as (
    select r.* from json_to_recordset(p_rows) as r (
      account int, epoch bigint, seq bigint, attempt int, received_at timestamptz, at timestamptz, final boolean,
      status text, outcome text, reason text, http_status int, contact_id text, action text, duration_ms int,
      message text, detail text, calls int)
    join lease l on l.account = r.account and l.epoch = r.epoch and l.owner = p_owner
  ), inserted as (
    insert into outcome
    select account, seq, attempt, received_at, at, final, status, outcome, reason, http_status, contact_id, action,
      duration_ms, message, detail, coalesce(calls, (http_status is not null)::int) from valid
    on conflict do nothing
    returning account, seq, received_at, at, final, status, reason, calls
  ), counted as (
    insert into tally as t (minute, account, status, reason, count, calls)
    select date_trunc('minute', at), account, status, coalesce(reason, ''),
      count(*) filter (where final or status = 'retrying'), sum(calls)
    from inserted group by 1, 2, 3, 4 order by 2, 1, 3, 4
    on conflict (minute, account, status, reason)
      do update set count = t.count + excluded.count, calls = t.calls + excluded.calls
  ), dead as (
    insert into dead_letter (account, seq, received_at, at, reason, keys, value_seq, superseded_by)
    select i.account, i.seq, i.received_at, i.at, i.reason, e.keys,
      coalesce(original.value_seq, e.replay_of, e.seq), original.superseded_by
    from inserted i join event e using (account, seq, received_at)
    left join dead_letter original on original.account = e.account and original.seq = e.replay_of
    where i.final and i.status = 'dead'
    on conflict do nothing
  )
  select count(*) into v_count from valid;
  if exists (
    select from dead_letter d join lease l on l.account = d.account where l.owner = p_owner and d.superseded_by is null
  ) then
    perform supersede(p_rows);
  end if;
  update lease l set done_upto = greatest(l.done_upto, d.done_upto),
    limit_per_minute = coalesce(d.limit_per_minute, l.limit_per_minute)
  from json_to_recordset(p_leases) as d (account int, epoch bigint, done_upto bigint, limit_per_minute int)
  where l.account = d.account and l.epoch = d.epoch and l.owner = p_owner
    and (l.done_upto < d.done_upto or l.limit_per_minute is distinct from coalesce(d.limit_per_minute, l.limit_per_minute));
  return v_count;
end $$;

-- Notes in the dead letters of a person that newer values of this person were delivered. A replay has
-- the values of its original.
create function supersede(p_rows json) returns void language plpgsql as $$
declare
  r record;
begin
  for r in
    select e.account, e.seq, e.keys, coalesce(original.value_seq, e.replay_of, e.seq) as value_seq
    from json_to_recordset(p_rows) as d (account int, seq bigint, received_at timestamptz, final boolean, status text, outcome text)
    join event e on e.account = d.account and e.seq = d.seq and e.received_at = d.received_at
    left join dead_letter original on original.account = e.account and original.seq = e.replay_of
    where d.final and d.status = 'delivered' and d.outcome <> 'exists'
      and exists (select from dead_letter l where l.account = d.account and l.superseded_by is null)
    order by e.account, e.seq
  loop
    update dead_letter l set superseded_by = r.seq
    where l.keys && r.keys and l.superseded_by is null and l.account = r.account and l.value_seq < r.value_seq;
  end loop;
end $$;

create or replace function replay_events(p_account int, p_seqs bigint[]) returns int language plpgsql as $$
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
    returning account, seq, replay_of, received_at
  ), counted as (
    insert into tally as t (minute, account, status, reason, count, calls)
    select date_trunc('minute', min(received_at)), account, 'received', '', count(*), 0 from inserted group by account
    on conflict (minute, account, status, reason) do update set count = t.count + excluded.count
  ), noted as (
    update dead_letter l set replayed_by = i.seq from inserted i where l.account = i.account and l.seq = i.replay_of
  )
  select count(*) into v_count from chosen;
  update stream set last_seq = last_seq + v_count where account = p_account and v_count > 0;
  return v_count;
end $$;
`
