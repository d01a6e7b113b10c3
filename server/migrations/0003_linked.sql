-- What the linked workers keep: credentials, Signal keys, what arrived and what was sent. Only they have grants here.
-- Every value is sealed by the worker with the workspace's key; rows hold no readable phone numbers or texts.

-- Two policies' worth of law in one place: the linked role sees all, nobody else is named.
create procedure protect_linked(tenant_table text)
  language plpgsql
  as $$
  begin
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format('create policy linked_select on %I for select to :linked using (true)', tenant_table);
    execute format('create policy linked_insert on %I for insert to :linked with check (true)', tenant_table);
    execute format('create policy linked_update on %I for update to :linked using (true) with check (true)', tenant_table);
    execute format('create policy linked_delete on %I for delete to :linked using (true)', tenant_table);
    execute format('grant select, insert, update, delete on %I to :linked', tenant_table);
  end $$;

-- One row per linked device. `epoch` is the fence: whoever opened with the highest one owns every row of the session.
-- `clean` is false while a worker holds the session and after one that died.
create table wa_sessions (
  workspace_id uuid not null,
  session_id uuid not null,
  epoch bigint not null,
  creds bytea,
  clean boolean not null default false,
  opened_at timestamptz not null default now(),
  primary key (workspace_id, session_id)
) with (fillfactor = 60);
call protect_linked('wa_sessions');

-- Ratchets and the like: rewritten with every message, so room is left for updates in place and nothing else is indexed.
create table wa_keys (
  workspace_id uuid not null,
  session_id uuid not null,
  type text not null,
  id text not null,
  value bytea not null,
  primary key (workspace_id, session_id, type, id)
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05);
alter table wa_keys alter column value set storage external;
call protect_linked('wa_keys');

-- What arrived and the server has not yet taken, in order.
create table wa_journal (
  workspace_id uuid not null,
  session_id uuid not null,
  n bigint not null,
  entry bytea not null,
  primary key (workspace_id, session_id, n)
);
call protect_linked('wa_journal');

-- Ciphertexts (with their plaintext, so that a redelivery needs no ratchet) and messages that were already journaled.
create table wa_seen (
  workspace_id uuid not null,
  session_id uuid not null,
  hash bytea not null,
  plain bytea,
  at timestamptz not null default now(),
  primary key (workspace_id, session_id, hash)
);
create index wa_seen_at on wa_seen (at);
call protect_linked('wa_seen');

-- What was handed over for sending, so that a phone that could not read it can be answered weeks later.
create table wa_sent (
  workspace_id uuid not null,
  session_id uuid not null,
  wire_id text not null,
  content bytea not null,
  acked boolean not null default false,
  at timestamptz not null default now(),
  primary key (workspace_id, session_id, wire_id)
) with (fillfactor = 90);
create index wa_sent_at on wa_sent (at);
call protect_linked('wa_sent');
