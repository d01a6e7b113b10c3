-- People we talk to, every name WhatsApp knows them by, and what they allowed.

create table contacts (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  name text,
  push_name text,
  created_at timestamptz not null default now(),
  last_inbound_at timestamptz,
  primary key (workspace_id, id)
);
call protect('contacts');
grant select, insert, update, delete on contacts to :app, :system;

-- One person has several identities; a phone may be unknown, so none of them is the contact's key.
create table identities (
  workspace_id uuid not null,
  kind text not null check (kind in ('phone', 'lid', 'bsuid', 'username')),
  value text not null,
  contact_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, kind, value),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index identities_by_contact on identities (workspace_id, contact_id);
call protect('identities');
grant select, insert, update, delete on identities to :app, :system;

-- Facts about permission, append-only: what a person allowed or withdrew, when, how we know.
create table consents (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  contact_id uuid,
  identity_hash bytea not null,
  purpose text not null check (purpose in ('service', 'utility', 'authentication', 'marketing', 'calls', 'all')),
  state text not null check (state in ('granted', 'denied', 'withdrawn', 'expired')),
  source text not null,
  evidence jsonb not null default '{}',
  actor text not null,
  at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index consents_by_identity on consents (workspace_id, identity_hash, at);
call protect('consents');
grant select, insert on consents to :app, :system;

-- Who must not be written to. Keyed by an HMAC of the identity, so that erasing the contact keeps the wish.
create table suppressions (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  identity_hash bytea not null,
  scope text not null default 'workspace' check (scope in ('workspace', 'platform')),
  purposes text[] not null default '{all}',
  reason text not null,
  source text not null check (source in ('person', 'staff', 'platform', 'import')),
  contact_id uuid,
  created_at timestamptz not null default now(),
  lifted_at timestamptz,
  lifted_by text,
  primary key (workspace_id, id)
);
create unique index suppressions_active on suppressions (workspace_id, identity_hash, scope) where lifted_at is null;
create index suppressions_by_contact on suppressions (workspace_id, contact_id) where lifted_at is null;
call protect('suppressions');
grant select, insert, update on suppressions to :app, :system;
