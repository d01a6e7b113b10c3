-- Devices: a WhatsApp identity a workspace can send from. What it is connected as, and which node holds it.

create sequence device_numbers start 100000000001;

create table devices (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  number bigint not null default nextval('device_numbers') unique,
  kind text not null check (kind in ('linked', 'cloud')),
  name text not null,
  phone text,
  lid text,
  is_default boolean not null default false,
  paused boolean not null default false,
  -- what the owner wants (true: keep it connected) and what it is
  wanted boolean not null default false,
  linked boolean not null default false,
  -- the house itself is about to link it (the birth of a sandbox): messages may be queued already
  expected boolean not null default false,
  connection text not null default 'offline' check (connection in ('offline', 'pairing', 'connecting', 'online', 'logged_out', 'banned')),
  connection_since timestamptz not null default now(),
  reason text,
  retry_at timestamptz,
  -- when a log-out was asked for; cleared when WhatsApp was told or could not be reached in time
  logout_at timestamptz,
  new_recipient_cap int,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
create unique index devices_default on devices (workspace_id) where is_default and deleted_at is null;
create index devices_tended on devices (id) where wanted or logout_at is not null;
call protect('devices');
grant select, insert, update on devices to :app, :system;
grant usage on sequence device_numbers to :app, :system;

-- A running server. `until` is renewed on the database's clock; a node past it has lost its leases.
create table nodes (
  id uuid primary key,
  until timestamptz not null,
  started_at timestamptz not null default now()
);
grant select, insert, update, delete on nodes to :system;

-- Who holds a device now. `epoch` only grows; every write of linked key state carries it (a fence).
create table device_leases (
  workspace_id uuid not null,
  device_id uuid not null,
  node_id uuid,
  epoch bigint not null default 0,
  primary key (workspace_id, device_id)
);
create index device_leases_node on device_leases (node_id);
call protect('device_leases');
grant select, insert, update, delete on device_leases to :system;

-- The pairing that runs now, if any. The code and the QR text are sealed: whoever reads them could link themselves.
create table pairings (
  workspace_id uuid not null,
  device_id uuid not null,
  method text not null check (method in ('qr', 'code')),
  phone text,
  shown bytea,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, device_id)
);
call protect('pairings');
grant select, insert, update, delete on pairings to :app, :system;
