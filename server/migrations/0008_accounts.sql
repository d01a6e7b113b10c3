-- People sign in here: passwords, sessions, remembered devices, one-time links, second factors, throttles.
-- Nothing in these tables can be replayed: tokens are kept as SHA-256, passwords as Argon2id, TOTP secrets sealed.

alter table people
  add column name text not null default '',
  add column language text not null default 'en',
  add column password_hash text,
  add column email_verified_at timestamptz,
  -- waiting: for the operator's approval. leaving: deletion is planned for leaves_at and can be undone until then.
  add column state text not null default 'active' check (state in ('waiting', 'active', 'suspended', 'leaving')),
  add column leaves_at timestamptz check ((state = 'leaving') = (leaves_at is not null)),
  add column legal_mail boolean not null default true,
  -- Failures in a row from networks that never succeeded; at 100 the account opens by a reset link only.
  add column failures_in_row int not null default 0,
  add column last_signed_in_at timestamptz;
grant delete on people to :system;

-- Somebody asked for an account and has not opened the mail yet. The password waits here, not on an account, so that nobody
-- can plant a password on an address that its owner verifies later.
create table registrations (
  id uuid primary key,
  reseller_id uuid not null references resellers (id),
  email text not null check (email = lower(email)),
  name text not null,
  language text not null,
  password_hash text not null,
  workspace_name text not null,
  invitation_id uuid,
  -- What they agreed to: {"terms": 1, …}.
  agreed jsonb not null,
  -- The anonymous session it came from: there the link needs no password again.
  browser_hash bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index registrations_by_email on registrations (reseller_id, email);
create index registrations_expiry on registrations (expires_at);
grant select, insert, update, delete on registrations to :system;

-- Links and codes that go out by mail or by the console; single use, bound to the host they were made for.
create table one_time_links (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('verify', 'reset', 'change_email', 'undo_change_email', 'set_up', 'keep_account')),
  person_id uuid references people (id) on delete cascade,
  registration_id uuid references registrations (id) on delete cascade,
  -- The address it proves (verify, change_email) or puts back (undo_change_email).
  email text,
  host text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_links_by_person on one_time_links (person_id, purpose);
create index one_time_links_expiry on one_time_links (expires_at);
grant select, insert, update, delete on one_time_links to :system;

-- "Remember me", one row per browser: selector and hashed validator; the end is fixed when it is made.
create table remembered_browsers (
  id uuid primary key,
  person_id uuid not null references people (id) on delete cascade,
  host text not null,
  selector bytea not null unique,
  validator_hash bytea not null,
  -- The validator before, good for parallel tabs for 10 s after `rotated_at`.
  previous_hash bytea,
  rotated_at timestamptz not null,
  agent text not null,
  network text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz not null
);
create index remembered_browsers_by_person on remembered_browsers (person_id);
create index remembered_browsers_expiry on remembered_browsers (expires_at);
grant select, insert, update, delete on remembered_browsers to :system;

-- stage second_factor: the password was right, the code is missing; such a session opens nothing but the page for the code.
create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references people (id) on delete cascade,
  host text not null,
  stage text not null check (stage in ('second_factor', 'full')),
  -- Whether "remember me" was ticked, while the second factor is awaited.
  wants_remembering boolean not null default false,
  remembered_id uuid references remembered_browsers (id) on delete cascade,
  agent text not null,
  network text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  -- When password or code were last proven in it; null in a session born from "remember me".
  confirmed_at timestamptz
);
create index sessions_by_person on sessions (person_id);
create index sessions_end on sessions (ends_at);
grant select, insert, update, delete on sessions to :system;

create table second_factors (
  person_id uuid primary key references people (id) on delete cascade,
  secret bytea not null,
  -- Null until the first code proved that the app holds the secret.
  confirmed_at timestamptz,
  -- A code counts once: the last time step that was used.
  last_step bigint not null default 0,
  created_at timestamptz not null
);
grant select, insert, update, delete on second_factors to :system;

create table recovery_codes (
  person_id uuid not null references people (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);
grant select, insert, update, delete on recovery_codes to :system;

-- Networks a person signed in from, as keyed hashes: strangers' failures never close these to them.
create table known_networks (
  person_id uuid not null references people (id) on delete cascade,
  network_hash bytea not null,
  last_success_at timestamptz not null,
  primary key (person_id, network_hash)
);
grant select, insert, update, delete on known_networks to :system;

-- Counters in fixed windows, by a keyed hash of what is counted.
create table throttles (
  key bytea primary key,
  count int not null,
  resets_at timestamptz not null
) with (fillfactor = 70);
create index throttles_end on throttles (resets_at);
grant select, insert, update, delete on throttles to :system;

create table invitations (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('admin', 'developer', 'agent', 'analyst', 'billing')),
  token_hash bytea not null unique,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);
create unique index invitations_open on invitations (workspace_id, email) where accepted_at is null and revoked_at is null;
call protect('invitations');
grant select on invitations to :app;
grant select, insert, update, delete on invitations to :system;

-- Of several open transfers only one can be: the present owner asks, the future one accepts.
create table ownership_transfers (
  workspace_id uuid not null references workspaces (id),
  member_id uuid not null,
  asked_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id)
);
call protect('ownership_transfers');
grant select on ownership_transfers to :app;
grant select, insert, update, delete on ownership_transfers to :system;

-- A member's or person's creating request runs under the role of the house, and keeps its reply all the same.
grant insert, update on idempotency_keys to :system;
