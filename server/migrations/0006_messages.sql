-- Chats and messages.

create table chats (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  device_id uuid not null,
  kind text not null check (kind in ('direct', 'group', 'other')),
  contact_id uuid,
  address text,
  name text,
  created_at timestamptz not null default now(),
  last_message_at timestamptz,
  last_inbound_at timestamptz,
  window_until timestamptz,
  -- when this device last started to write to this person unasked; counts against the new-recipient cap for 24 hours
  approached_at timestamptz,
  -- pair pacing: a bucket of tokens, refilled over time
  pace_tokens real not null default 0,
  pace_at timestamptz,
  unread int not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, device_id) references devices (workspace_id, id)
) with (fillfactor = 80);
create unique index chats_direct on chats (workspace_id, device_id, contact_id) where kind = 'direct';
create unique index chats_address on chats (workspace_id, device_id, address) where kind <> 'direct';
create index chats_approached on chats (device_id, approached_at) where approached_at is not null;
call protect('chats');
grant select, insert, update on chats to :app, :system;

create sequence messages_seq cache 1;

create table messages (
  workspace_id uuid not null,
  id uuid not null,
  seq bigint not null default nextval('messages_seq'),
  device_id uuid not null,
  chat_id uuid not null,
  contact_id uuid,
  direction text not null check (direction in ('out', 'in')),
  origin text not null check (origin in ('api', 'inbox', 'phone', 'history', 'campaign', 'autoreply', 'flow', 'dialect', 'mcp')),
  origin_id uuid,
  actor text,
  on_behalf_of text,
  type text not null,
  content jsonb,
  purpose text not null check (purpose in ('service', 'utility', 'authentication', 'marketing')),
  class smallint not null,
  status text not null check (status in ('scheduled', 'queued', 'sending', 'sent', 'delivered', 'read', 'played', 'failed', 'canceled', 'expired', 'outcome_unknown')),
  error jsonb,
  hold jsonb,
  decision jsonb,
  client_ref text,
  reply_to uuid,
  wire_id text,
  sender text,
  attempts int not null default 0,
  on_unknown text not null default 'resend' check (on_unknown in ('resend', 'hold')),
  template_name text,
  template_language text,
  template_version int,
  send_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  sending_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  played_at timestamptz,
  ended_at timestamptz,
  -- what the indexes of the queue look at: it changes once in a message's life, so the other changes of status touch no index
  unfinished boolean not null generated always as (status in ('queued', 'scheduled', 'sending')) stored,
  -- no foreign key to chats: its check would cost every accept, and chats are never deleted
  primary key (workspace_id, id)
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.02);
-- The queue: only messages still to be sent are in this index.
create index messages_waiting on messages (device_id, chat_id, class, seq) where unfinished;
create index messages_expiring on messages (expires_at) where unfinished;
create index messages_scheduled on messages (send_at) where unfinished and send_at is not null;
-- Receipts find their message, and a second copy of an inbound message finds the first.
create unique index messages_wire on messages (workspace_id, device_id, wire_id, chat_id, coalesce(sender, '')) where wire_id is not null;
create index messages_by_chat on messages (workspace_id, chat_id, id);
call protect('messages');
grant select, insert, update on messages to :app, :system;
grant usage on sequence messages_seq to :app, :system;

-- What a message cost, by line; empty until billing lands.
create table cost_lines (
  workspace_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  kind text not null,
  amount_minor bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index cost_lines_by_message on cost_lines (workspace_id, message_id);
call protect('cost_lines');
grant select, insert on cost_lines to :app, :system;
