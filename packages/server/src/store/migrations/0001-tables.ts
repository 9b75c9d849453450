/**
 * The tables. Events and outcomes are only inserted: the state of an event follows from its
 * outcomes. Both are partitioned by the day on which the event came in, so that an old day is
 * removed by dropping two tables.
 */
export const tables = `
create table source (
  id int generated always as identity primary key,
  name text not null unique,
  write_key_hash bytea not null unique,
  secret bytea,
  origins text[] not null default '{}',
  enabled boolean not null default true
);

create table account (
  id int generated always as identity primary key,
  name text not null unique,
  destination text not null,
  settings bytea not null,
  sources text[] not null,
  subscriptions text,
  consent text[] not null default '{}',
  rate int,
  share real,
  enabled boolean not null default true
);

-- The number of the newest event of each account. Only intake writes here.
create table stream (
  account int primary key references account on delete cascade,
  last_seq bigint not null default 0
) with (fillfactor = 20);

-- Which worker delivers an account. Only workers write here, so heartbeats never wait for intake.
create table lease (
  account int primary key references account on delete cascade,
  owner text,
  epoch bigint not null default 0,
  until timestamptz not null default '-infinity',
  done_upto bigint not null default 0,
  paused_until timestamptz,
  pause_reason text
) with (fillfactor = 20);

create table event (
  account int not null,
  seq bigint not null,
  message_id text,
  keys text[] not null,
  type text,
  name text,
  body text not null,
  received_at timestamptz not null,
  replay_of bigint,
  primary key (account, seq, received_at)
) partition by range (received_at);
create index event_message on event (message_id, account);
create index event_newest on event (received_at, account, seq);

create table outcome (
  account int not null,
  seq bigint not null,
  attempt int not null,
  received_at timestamptz not null,
  at timestamptz not null,
  final boolean not null,
  status text not null,
  outcome text not null,
  reason text,
  http_status int,
  contact_id text,
  action text,
  duration_ms int,
  message text,
  detail text,
  primary key (account, seq, attempt, received_at)
) partition by range (received_at);
create index outcome_status on outcome (status, received_at, account, seq);

create table consent (
  account int not null references account on delete cascade,
  key text not null,
  categories jsonb not null,
  at timestamptz not null,
  primary key (account, key)
);
`
