-- Where customers want to be told, and every try to tell them.

create table webhook_endpoints (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  -- never changes, and decides where calls may go
  workspace_kind text not null check (workspace_kind in ('live', 'sandbox')),
  url text not null,
  events text[] not null,
  dialect text not null default 'native' check (dialect in ('native', 'meta')),
  description text,
  state text not null default 'enabled' check (state in ('enabled', 'disabled')),
  disabled_reason text,
  -- since when every try failed, and when the last one did
  failing_since timestamptz,
  last_failed_at timestamptz,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
call protect('webhook_endpoints');
grant select, insert, update on webhook_endpoints to :app, :system;

-- Signing secrets, sealed. Two may be live while a rotation overlaps.
create table webhook_secrets (
  workspace_id uuid not null,
  endpoint_id uuid not null,
  id int not null,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  primary key (workspace_id, endpoint_id, id)
);
call protect('webhook_secrets');
grant select, insert, update, delete on webhook_secrets to :app, :system;

-- An event for an endpoint. `body` is not copied: the event holds the bytes, and they never change.
create table deliveries (
  workspace_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  event_at timestamptz not null,
  event_n bigint not null,
  event_type text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'delivered', 'exhausted', 'canceled')),
  attempts int not null default 0,
  -- attempts since it was last queued: a replay starts the schedule anew and keeps the count of attempts
  tries int not null default 0,
  next_at timestamptz not null default now(),
  last_status int,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, event_id, endpoint_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index deliveries_due on deliveries (endpoint_id, next_at) where state in ('waiting', 'sending');
create index deliveries_by_age on deliveries using brin (created_at);
create index deliveries_by_endpoint on deliveries (workspace_id, endpoint_id, id);
call protect('deliveries');
grant select, insert, update on deliveries to :app, :system;
grant delete on deliveries to :system;

-- One HTTP try. Time-partitioned, kept 30 days.
create table attempts (
  workspace_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  at timestamptz not null,
  number int not null,
  duration_ms int not null,
  status int,
  error text,
  response text,
  primary key (workspace_id, at, id)
) partition by range (at);
create index attempts_by_delivery on attempts (workspace_id, delivery_id, at);
call protect('attempts');
grant select, insert on attempts to :app, :system;
