-- Facts that happened, written in the transaction that made them true (an outbox), read in commit-safe order.
-- Order is (xact, n): a reader takes only rows whose transaction is below every running one, so nothing is skipped
-- when a slow writer commits late. Ordering by id or time would lose events.

create sequence events_n;

create table events (
  n bigint not null default nextval('events_n'),
  xact xid8 not null default pg_current_xact_id(),
  workspace_id uuid not null,
  id uuid not null,
  type text not null,
  at timestamptz not null,
  subject_id uuid,
  body text not null,
  primary key (workspace_id, at, n)
) partition by range (at);
create index events_by_order on events (xact, n);
create index events_by_workspace on events (workspace_id, xact, n);
create index events_by_subject on events (workspace_id, subject_id, n);
call protect('events');
grant select, insert on events to :app, :system;
grant usage on sequence events_n to :app, :system;

-- How far each reader inside the house has come.
create table event_readers (
  name text primary key,
  xact xid8 not null,
  n bigint not null
);
grant select, insert, update on event_readers to :system;

-- Durable work that is not a message or a webhook. One row per job; `unique_key` keeps a job from being queued twice.
create table jobs (
  id bigint generated always as identity primary key,
  name text not null,
  unique_key text unique,
  payload jsonb not null,
  run_at timestamptz not null default now(),
  attempts int not null default 0,
  last_error text,
  created_at timestamptz not null default now()
) with (fillfactor = 70);
create index jobs_due on jobs (run_at);
grant select, insert, update, delete on jobs to :system;
grant insert on jobs to :app;

-- The queue of outgoing messages: one row per (device, chat, class) that has or had work. The claim picks lanes, not messages.
-- class: 0 authentication, 1 service, 2 marketing. `ready_at` is when the lane may be taken ('infinity': no work).
-- While a message is on its way the lane is leased; `touched` says that something was queued meanwhile, so that the
-- release does not put the lane to sleep on top of work its snapshot could not see.
create table lanes (
  workspace_id uuid not null,
  device_id uuid not null,
  chat_id uuid not null,
  class smallint not null,
  ready_at timestamptz not null,
  leased_until timestamptz,
  node_id uuid,
  touched boolean not null default false,
  primary key (workspace_id, device_id, chat_id, class)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02);
create index lanes_ready on lanes (device_id, class, ready_at);
create index lanes_leased on lanes (node_id) where leased_until is not null;
call protect('lanes');
grant select, insert, update on lanes to :app;
grant select, insert, update, delete on lanes to :system;

-- Replies by Idempotency-Key, kept 7 days (24 hours when the reply holds a secret). `reply` is sealed.
create table idempotency_keys (
  workspace_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status smallint,
  reply bytea,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (workspace_id, key)
);
create index idempotency_keys_expiry on idempotency_keys (expires_at);
call protect('idempotency_keys');
grant select, insert, update, delete on idempotency_keys to :app;
grant select, delete on idempotency_keys to :system;

-- Makes the daily partitions of a time-partitioned table from yesterday to `days_ahead`, and drops those older than `days_kept`.
-- Runs as the owner by definition, because the server's roles own nothing; the name is checked against the list below.
create function roll_partitions(parent text, days_kept int, days_ahead int) returns int
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  declare
    day date;
    part text;
    dropped int := 0;
  begin
    if parent not in ('events', 'attempts') then
      raise exception 'roll_partitions: % is not time-partitioned', parent;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('roll_partitions', 0));
    for day in select generate_series(current_date - 1, current_date + days_ahead, interval '1 day')::date loop
      part := parent || '_' || to_char(day, 'YYYYMMDD');
      if to_regclass('public.' || part) is null then
        execute format('create table public.%I partition of public.%I for values from (%L) to (%L)', part, parent, day::timestamptz, (day + 1)::timestamptz);
      end if;
    end loop;
    for part in
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
      where p.relname = parent and c.relname ~ '_[0-9]{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - days_kept
    loop
      execute format('drop table public.%I', part);
      dropped := dropped + 1;
    end loop;
    return dropped;
  end $$;
revoke all on function roll_partitions(text, int, int) from public;
grant execute on function roll_partitions(text, int, int) to :system;
