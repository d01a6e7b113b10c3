-- Generated from server/migrations by "npm run gen", for reading; do not edit.

create table abuse_cases (
  id uuid not null,
  reseller_id uuid not null,
  brand_id uuid not null,
  reference text not null,
  secret_hash bytea not null,
  proof_code text not null,
  reporter_phone text not null,
  reported_phone text not null,
  email text,
  language text not null,
  reason text not null,
  body text not null,
  reported_workspace_id uuid,
  state text not null default 'unproven'::text,
  proven_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['unproven'::text, 'open'::text, 'suspended'::text, 'dismissed'::text]))),
  FOREIGN KEY (brand_id) REFERENCES brands(id),
  FOREIGN KEY (reported_workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (reseller_id) REFERENCES resellers(id),
  UNIQUE (proof_code),
  UNIQUE (reference)
);
CREATE INDEX abuse_cases_newest ON public.abuse_cases USING btree (created_at DESC);
CREATE INDEX abuse_cases_unproven ON public.abuse_cases USING btree (reporter_phone) WHERE (state = 'unproven'::text);
grant delete, insert, select, update on abuse_cases to :system;

create table api_keys (
  workspace_id uuid not null,
  id uuid not null,
  public_id text not null,
  secret_hash bytea not null,
  name text not null,
  scopes text[] not null,
  device_ids uuid[],
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  UNIQUE (public_id)
);
alter table api_keys force row level security;
create policy app_delete on api_keys for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on api_keys for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on api_keys for select to :app using ((workspace_id = app_workspace()));
create policy app_update on api_keys for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on api_keys for delete to :system using (true);
create policy system_insert on api_keys for insert to :system with check (true);
create policy system_select on api_keys for select to :system using (true);
create policy system_update on api_keys for update to :system using (true) with check (true);
grant insert, select, update on api_keys to :app;
grant insert, select, update on api_keys to :system;

create table application_steps (
  application_id uuid not null,
  n integer not null,
  at timestamp with time zone not null,
  state text not null,
  note text not null,
  taken_by uuid,
  PRIMARY KEY (application_id, n),
  FOREIGN KEY (application_id) REFERENCES reseller_applications(id) ON DELETE CASCADE
);
grant delete, insert, select on application_steps to :system;

create table attempts (
  workspace_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  at timestamp with time zone not null,
  number integer not null,
  duration_ms integer not null,
  status integer,
  error text,
  response text,
  PRIMARY KEY (workspace_id, at, id)
) partition by RANGE (at);
alter table attempts force row level security;
CREATE INDEX attempts_by_delivery ON ONLY public.attempts USING btree (workspace_id, delivery_id, at);
create policy app_delete on attempts for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on attempts for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on attempts for select to :app using ((workspace_id = app_workspace()));
create policy app_update on attempts for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on attempts for delete to :system using (true);
create policy system_insert on attempts for insert to :system with check (true);
create policy system_select on attempts for select to :system using (true);
create policy system_update on attempts for update to :system using (true) with check (true);
grant insert, select on attempts to :app;
grant insert, select on attempts to :system;

create table audit_entries (
  chain_id uuid not null,
  n bigint not null,
  id uuid not null,
  at timestamp with time zone not null,
  action text not null,
  actor_kind text not null,
  actor_id text,
  target text,
  details text not null,
  request_id text,
  person_id uuid,
  personal text,
  salt bytea,
  personal_hash bytea not null,
  previous bytea not null,
  hash bytea not null,
  PRIMARY KEY (chain_id, n),
  CHECK ((actor_kind = ANY (ARRAY['person'::text, 'key'::text, 'operator'::text, 'house'::text])))
);
alter table audit_entries force row level security;
CREATE INDEX audit_entries_at ON public.audit_entries USING btree (at);
CREATE INDEX audit_entries_by_person ON public.audit_entries USING btree (person_id) WHERE (personal IS NOT NULL);
create policy app_insert on audit_entries for insert to :app with check ((chain_id = app_workspace()));
create policy app_select on audit_entries for select to :app using ((chain_id = app_workspace()));
create policy owner_all on audit_entries for all to whatzapi_owner using (true) with check (true);
create policy system_insert on audit_entries for insert to :system with check (true);
create policy system_select on audit_entries for select to :system using (true);
grant insert, select on audit_entries to :app;
grant insert, select on audit_entries to :system;

create table brands (
  id uuid not null,
  reseller_id uuid not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  accent text not null default '#E8A317'::text,
  support_email text,
  chat_phone text,
  PRIMARY KEY (id),
  CHECK ((accent ~ '^#[0-9A-Fa-f]{6}$'::text)),
  FOREIGN KEY (reseller_id) REFERENCES resellers(id)
);
grant select on brands to :app;
grant insert, select, update on brands to :system;

create table case_steps (
  case_id uuid not null,
  n integer not null,
  at timestamp with time zone not null,
  what text not null,
  note text not null,
  taken_by uuid,
  PRIMARY KEY (case_id, n),
  FOREIGN KEY (case_id) REFERENCES abuse_cases(id) ON DELETE CASCADE
);
grant delete, insert, select on case_steps to :system;

create table chats (
  workspace_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  kind text not null,
  contact_id uuid,
  address text,
  name text,
  created_at timestamp with time zone not null default now(),
  last_message_at timestamp with time zone,
  last_inbound_at timestamp with time zone,
  window_until timestamp with time zone,
  approached_at timestamp with time zone,
  pace_tokens real not null default 0,
  pace_at timestamp with time zone,
  unread integer not null default 0,
  PRIMARY KEY (workspace_id, id),
  CHECK ((kind = ANY (ARRAY['direct'::text, 'group'::text, 'other'::text]))),
  FOREIGN KEY (workspace_id, device_id) REFERENCES devices(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table chats force row level security;
CREATE UNIQUE INDEX chats_address ON public.chats USING btree (workspace_id, device_id, address) WHERE (kind <> 'direct'::text);
CREATE INDEX chats_approached ON public.chats USING btree (device_id, approached_at) WHERE (approached_at IS NOT NULL);
CREATE UNIQUE INDEX chats_direct ON public.chats USING btree (workspace_id, device_id, contact_id) WHERE (kind = 'direct'::text);
create policy app_delete on chats for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on chats for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on chats for select to :app using ((workspace_id = app_workspace()));
create policy app_update on chats for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on chats for delete to :system using (true);
create policy system_insert on chats for insert to :system with check (true);
create policy system_select on chats for select to :system using (true);
create policy system_update on chats for update to :system using (true) with check (true);
grant insert, select, update on chats to :app;
grant insert, select, update on chats to :system;

create table consent_choices (
  id uuid not null,
  at timestamp with time zone not null,
  host text not null,
  person_id uuid,
  choice jsonb not null,
  policy_version integer not null,
  text_hash bytea not null,
  method text not null,
  agent text not null,
  PRIMARY KEY (id),
  CHECK ((method = ANY (ARRAY['accept'::text, 'reject'::text, 'choose'::text, 'withdraw'::text, 'signal'::text]))),
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE SET NULL
);
CREATE INDEX consent_choices_by_person ON public.consent_choices USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX consent_choices_oldest ON public.consent_choices USING btree (at);
grant delete, insert, select on consent_choices to :system;

create table consents (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid,
  identity_hash bytea not null,
  purpose text not null,
  state text not null,
  source text not null,
  evidence jsonb not null default '{}'::jsonb,
  actor text not null,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, id),
  CHECK ((purpose = ANY (ARRAY['service'::text, 'utility'::text, 'authentication'::text, 'marketing'::text, 'calls'::text, 'all'::text]))),
  CHECK ((state = ANY (ARRAY['granted'::text, 'denied'::text, 'withdrawn'::text, 'expired'::text]))),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table consents force row level security;
CREATE INDEX consents_by_identity ON public.consents USING btree (workspace_id, identity_hash, at);
create policy app_delete on consents for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on consents for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on consents for select to :app using ((workspace_id = app_workspace()));
create policy app_update on consents for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on consents for delete to :system using (true);
create policy system_insert on consents for insert to :system with check (true);
create policy system_select on consents for select to :system using (true);
create policy system_update on consents for update to :system using (true) with check (true);
grant insert, select on consents to :app;
grant insert, select on consents to :system;

create table contacts (
  workspace_id uuid not null,
  id uuid not null,
  name text,
  push_name text,
  created_at timestamp with time zone not null default now(),
  last_inbound_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table contacts force row level security;
create policy app_delete on contacts for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on contacts for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on contacts for select to :app using ((workspace_id = app_workspace()));
create policy app_update on contacts for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on contacts for delete to :system using (true);
create policy system_insert on contacts for insert to :system with check (true);
create policy system_select on contacts for select to :system using (true);
create policy system_update on contacts for update to :system using (true) with check (true);
grant delete, insert, select, update on contacts to :app;
grant delete, insert, select, update on contacts to :system;

create table cost_lines (
  workspace_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  kind text not null,
  amount_minor bigint not null,
  currency text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, id),
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
);
alter table cost_lines force row level security;
CREATE INDEX cost_lines_by_message ON public.cost_lines USING btree (workspace_id, message_id);
create policy app_delete on cost_lines for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on cost_lines for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on cost_lines for select to :app using ((workspace_id = app_workspace()));
create policy app_update on cost_lines for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on cost_lines for delete to :system using (true);
create policy system_insert on cost_lines for insert to :system with check (true);
create policy system_select on cost_lines for select to :system using (true);
create policy system_update on cost_lines for update to :system using (true) with check (true);
grant insert, select on cost_lines to :app;
grant insert, select on cost_lines to :system;

create table data_keys (
  workspace_id uuid not null,
  id integer not null,
  wrapped bytea not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table data_keys force row level security;
create policy app_delete on data_keys for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on data_keys for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on data_keys for select to :app using ((workspace_id = app_workspace()));
create policy app_update on data_keys for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on data_keys for delete to :system using (true);
create policy system_insert on data_keys for insert to :system with check (true);
create policy system_select on data_keys for select to :system using (true);
create policy system_update on data_keys for update to :system using (true) with check (true);
grant select on data_keys to :app;
grant insert, select, update on data_keys to :system;

create table deliveries (
  workspace_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  event_at timestamp with time zone not null,
  event_n bigint not null,
  event_type text not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  tries integer not null default 0,
  next_at timestamp with time zone not null default now(),
  last_status integer,
  created_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'delivered'::text, 'exhausted'::text, 'canceled'::text]))),
  UNIQUE (workspace_id, event_id, endpoint_id)
);
alter table deliveries force row level security;
CREATE INDEX deliveries_by_age ON public.deliveries USING brin (created_at);
CREATE INDEX deliveries_by_endpoint ON public.deliveries USING btree (workspace_id, endpoint_id, id);
CREATE INDEX deliveries_due ON public.deliveries USING btree (endpoint_id, next_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
create policy app_delete on deliveries for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on deliveries for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on deliveries for select to :app using ((workspace_id = app_workspace()));
create policy app_update on deliveries for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on deliveries for delete to :system using (true);
create policy system_insert on deliveries for insert to :system with check (true);
create policy system_select on deliveries for select to :system using (true);
create policy system_update on deliveries for update to :system using (true) with check (true);
grant insert, select, update on deliveries to :app;
grant delete, insert, select, update on deliveries to :system;

create table device_leases (
  workspace_id uuid not null,
  device_id uuid not null,
  node_id uuid,
  epoch bigint not null default 0,
  PRIMARY KEY (workspace_id, device_id)
);
alter table device_leases force row level security;
CREATE INDEX device_leases_node ON public.device_leases USING btree (node_id);
create policy app_delete on device_leases for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on device_leases for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on device_leases for select to :app using ((workspace_id = app_workspace()));
create policy app_update on device_leases for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on device_leases for delete to :system using (true);
create policy system_insert on device_leases for insert to :system with check (true);
create policy system_select on device_leases for select to :system using (true);
create policy system_update on device_leases for update to :system using (true) with check (true);
grant delete, insert, select, update on device_leases to :system;

create table devices (
  workspace_id uuid not null,
  id uuid not null,
  number bigint not null default nextval('device_numbers'::regclass),
  kind text not null,
  name text not null,
  phone text,
  lid text,
  is_default boolean not null default false,
  paused boolean not null default false,
  wanted boolean not null default false,
  linked boolean not null default false,
  expected boolean not null default false,
  connection text not null default 'offline'::text,
  connection_since timestamp with time zone not null default now(),
  reason text,
  retry_at timestamp with time zone,
  logout_at timestamp with time zone,
  new_recipient_cap integer,
  created_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  CHECK ((connection = ANY (ARRAY['offline'::text, 'pairing'::text, 'connecting'::text, 'online'::text, 'logged_out'::text, 'banned'::text]))),
  CHECK ((kind = ANY (ARRAY['linked'::text, 'cloud'::text]))),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  UNIQUE (number)
);
alter table devices force row level security;
CREATE UNIQUE INDEX devices_default ON public.devices USING btree (workspace_id) WHERE (is_default AND (deleted_at IS NULL));
CREATE INDEX devices_tended ON public.devices USING btree (id) WHERE (wanted OR (logout_at IS NOT NULL));
create policy app_delete on devices for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on devices for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on devices for select to :app using ((workspace_id = app_workspace()));
create policy app_update on devices for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on devices for delete to :system using (true);
create policy system_insert on devices for insert to :system with check (true);
create policy system_select on devices for select to :system using (true);
create policy system_update on devices for update to :system using (true) with check (true);
grant insert, select, update on devices to :app;
grant insert, select, update on devices to :system;

create table event_readers (
  name text not null,
  xact xid8 not null,
  n bigint not null,
  PRIMARY KEY (name)
);
grant insert, select, update on event_readers to :system;

create table events (
  n bigint not null default nextval('events_n'::regclass),
  xact xid8 not null default pg_current_xact_id(),
  workspace_id uuid not null,
  id uuid not null,
  type text not null,
  at timestamp with time zone not null,
  subject_id uuid,
  body text not null,
  PRIMARY KEY (workspace_id, at, n)
) partition by RANGE (at);
alter table events force row level security;
CREATE INDEX events_by_order ON ONLY public.events USING btree (xact, n);
CREATE INDEX events_by_subject ON ONLY public.events USING btree (workspace_id, subject_id, n);
CREATE INDEX events_by_workspace ON ONLY public.events USING btree (workspace_id, xact, n);
create policy app_delete on events for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on events for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on events for select to :app using ((workspace_id = app_workspace()));
create policy app_update on events for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on events for delete to :system using (true);
create policy system_insert on events for insert to :system with check (true);
create policy system_select on events for select to :system using (true);
create policy system_update on events for update to :system using (true) with check (true);
grant insert, select on events to :app;
grant insert, select on events to :system;

create table hosts (
  host text not null,
  brand_id uuid not null,
  state text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (host),
  CHECK ((state = ANY (ARRAY['pending'::text, 'verified'::text, 'lost'::text]))),
  FOREIGN KEY (brand_id) REFERENCES brands(id)
);
grant select on hosts to :app;
grant delete, insert, select, update on hosts to :system;

create table idempotency_keys (
  workspace_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status smallint,
  reply bytea,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, key)
);
alter table idempotency_keys force row level security;
CREATE INDEX idempotency_keys_expiry ON public.idempotency_keys USING btree (expires_at);
create policy app_delete on idempotency_keys for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on idempotency_keys for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on idempotency_keys for select to :app using ((workspace_id = app_workspace()));
create policy app_update on idempotency_keys for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on idempotency_keys for delete to :system using (true);
create policy system_insert on idempotency_keys for insert to :system with check (true);
create policy system_select on idempotency_keys for select to :system using (true);
create policy system_update on idempotency_keys for update to :system using (true) with check (true);
grant delete, insert, select, update on idempotency_keys to :app;
grant delete, insert, select, update on idempotency_keys to :system;

create table identities (
  workspace_id uuid not null,
  kind text not null,
  value text not null,
  contact_id uuid not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, kind, value),
  CHECK ((kind = ANY (ARRAY['phone'::text, 'lid'::text, 'bsuid'::text, 'username'::text]))),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id) ON DELETE CASCADE
);
alter table identities force row level security;
CREATE INDEX identities_by_contact ON public.identities USING btree (workspace_id, contact_id);
create policy app_delete on identities for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on identities for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on identities for select to :app using ((workspace_id = app_workspace()));
create policy app_update on identities for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on identities for delete to :system using (true);
create policy system_insert on identities for insert to :system with check (true);
create policy system_select on identities for select to :system using (true);
create policy system_update on identities for update to :system using (true) with check (true);
grant delete, insert, select, update on identities to :app;
grant delete, insert, select, update on identities to :system;

create table installation (
  one boolean not null default true,
  id uuid not null default gen_random_uuid(),
  generation integer not null default 1,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (one),
  CHECK (one)
);
grant select on installation to :app;
grant select on installation to :system;

create table installation_settings (
  key text not null,
  value jsonb,
  sealed bytea,
  updated_at timestamp with time zone not null default now(),
  PRIMARY KEY (key)
);
grant delete, insert, select, update on installation_settings to :system;

create table invitations (
  workspace_id uuid not null,
  id uuid not null,
  email text not null,
  role text not null,
  token_hash bytea not null,
  invited_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  CHECK ((email = lower(email))),
  CHECK ((role = ANY (ARRAY['admin'::text, 'developer'::text, 'agent'::text, 'analyst'::text, 'billing'::text]))),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  UNIQUE (token_hash)
);
alter table invitations force row level security;
CREATE UNIQUE INDEX invitations_open ON public.invitations USING btree (workspace_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
create policy app_delete on invitations for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on invitations for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on invitations for select to :app using ((workspace_id = app_workspace()));
create policy app_update on invitations for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on invitations for delete to :system using (true);
create policy system_insert on invitations for insert to :system with check (true);
create policy system_select on invitations for select to :system using (true);
create policy system_update on invitations for update to :system using (true) with check (true);
grant select on invitations to :app;
grant delete, insert, select, update on invitations to :system;

create table jobs (
  id bigint generated always as identity not null,
  name text not null,
  unique_key text,
  payload jsonb not null,
  run_at timestamp with time zone not null default now(),
  attempts integer not null default 0,
  last_error text,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (unique_key)
);
CREATE INDEX jobs_due ON public.jobs USING btree (run_at);
grant insert on jobs to :app;
grant delete, insert, select, update on jobs to :system;

create table known_networks (
  person_id uuid not null,
  network_hash bytea not null,
  last_success_at timestamp with time zone not null,
  PRIMARY KEY (person_id, network_hash),
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);
grant delete, insert, select, update on known_networks to :system;

create table lanes (
  workspace_id uuid not null,
  device_id uuid not null,
  chat_id uuid not null,
  class smallint not null,
  ready_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  node_id uuid,
  touched boolean not null default false,
  PRIMARY KEY (workspace_id, device_id, chat_id, class)
);
alter table lanes force row level security;
CREATE INDEX lanes_leased ON public.lanes USING btree (node_id) WHERE (leased_until IS NOT NULL);
CREATE INDEX lanes_ready ON public.lanes USING btree (device_id, class, ready_at);
create policy app_delete on lanes for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on lanes for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on lanes for select to :app using ((workspace_id = app_workspace()));
create policy app_update on lanes for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on lanes for delete to :system using (true);
create policy system_insert on lanes for insert to :system with check (true);
create policy system_select on lanes for select to :system using (true);
create policy system_update on lanes for update to :system using (true) with check (true);
grant insert, select, update on lanes to :app;
grant delete, insert, select, update on lanes to :system;

create table legal_acknowledgements (
  person_id uuid not null,
  document text not null,
  version integer not null,
  how text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (person_id, document, version),
  CHECK ((how = ANY (ARRAY['agreed'::text, 'acknowledged'::text]))),
  FOREIGN KEY (document, version) REFERENCES legal_versions(document, version),
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);
grant delete, insert, select on legal_acknowledgements to :system;

create table legal_announcements (
  document text not null,
  version integer not null,
  told_until uuid,
  done_at timestamp with time zone,
  PRIMARY KEY (document, version),
  FOREIGN KEY (document, version) REFERENCES legal_versions(document, version)
);
grant insert, select, update on legal_announcements to :system;

create table legal_versions (
  document text not null,
  version integer not null,
  title text not null,
  updated_on date not null,
  effective_on date not null,
  material boolean not null,
  summaries jsonb not null,
  markdown text not null,
  hash bytea not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  PRIMARY KEY (document, version),
  CHECK ((document = ANY (ARRAY['terms'::text, 'privacy'::text, 'disclaimer'::text, 'cookies'::text, 'acceptable-use'::text]))),
  CHECK ((version > 0))
);
grant insert, select on legal_versions to :system;

create table limit_overrides (
  workspace_id uuid not null,
  key text not null,
  value bigint not null,
  reason text not null,
  set_by text not null,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, key),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table limit_overrides force row level security;
create policy app_delete on limit_overrides for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on limit_overrides for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on limit_overrides for select to :app using ((workspace_id = app_workspace()));
create policy app_update on limit_overrides for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on limit_overrides for delete to :system using (true);
create policy system_insert on limit_overrides for insert to :system with check (true);
create policy system_select on limit_overrides for select to :system using (true);
create policy system_update on limit_overrides for update to :system using (true) with check (true);
grant select on limit_overrides to :app;
grant delete, insert, select, update on limit_overrides to :system;

create table mails (
  id uuid not null,
  brand_id uuid not null,
  host text not null,
  to_address text not null,
  language text not null,
  template text not null,
  sealed bytea,
  state text not null,
  attempts integer not null default 0,
  last_error text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'kept'::text]))),
  FOREIGN KEY (brand_id) REFERENCES brands(id)
);
CREATE INDEX mails_kept ON public.mails USING btree (created_at) WHERE (state = ANY (ARRAY['kept'::text, 'failed'::text, 'queued'::text]));
CREATE INDEX mails_newest ON public.mails USING btree (created_at DESC);
grant delete, insert, select, update on mails to :system;

create table members (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, id),
  CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'developer'::text, 'agent'::text, 'analyst'::text, 'billing'::text]))),
  FOREIGN KEY (person_id) REFERENCES people(id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  UNIQUE (workspace_id, person_id)
);
alter table members force row level security;
create policy app_delete on members for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on members for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on members for select to :app using ((workspace_id = app_workspace()));
create policy app_update on members for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on members for delete to :system using (true);
create policy system_insert on members for insert to :system with check (true);
create policy system_select on members for select to :system using (true);
create policy system_update on members for update to :system using (true) with check (true);
grant select on members to :app;
grant delete, insert, select, update on members to :system;

create table messages (
  workspace_id uuid not null,
  id uuid not null,
  seq bigint not null default nextval('messages_seq'::regclass),
  device_id uuid not null,
  chat_id uuid not null,
  contact_id uuid,
  direction text not null,
  origin text not null,
  origin_id uuid,
  actor text,
  on_behalf_of text,
  type text not null,
  content jsonb,
  purpose text not null,
  class smallint not null,
  status text not null,
  error jsonb,
  hold jsonb,
  decision jsonb,
  client_ref text,
  reply_to uuid,
  wire_id text,
  sender text,
  attempts integer not null default 0,
  on_unknown text not null default 'resend'::text,
  template_name text,
  template_language text,
  template_version integer,
  send_at timestamp with time zone,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  sending_at timestamp with time zone,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  played_at timestamp with time zone,
  ended_at timestamp with time zone,
  unfinished boolean not null default (status = ANY (ARRAY['queued'::text, 'scheduled'::text, 'sending'::text])),
  PRIMARY KEY (workspace_id, id),
  CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  CHECK ((on_unknown = ANY (ARRAY['resend'::text, 'hold'::text]))),
  CHECK ((origin = ANY (ARRAY['api'::text, 'inbox'::text, 'phone'::text, 'history'::text, 'campaign'::text, 'autoreply'::text, 'flow'::text, 'dialect'::text, 'mcp'::text]))),
  CHECK ((purpose = ANY (ARRAY['service'::text, 'utility'::text, 'authentication'::text, 'marketing'::text]))),
  CHECK ((status = ANY (ARRAY['scheduled'::text, 'queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'played'::text, 'failed'::text, 'canceled'::text, 'expired'::text, 'outcome_unknown'::text])))
);
alter table messages force row level security;
CREATE INDEX messages_by_chat ON public.messages USING btree (workspace_id, chat_id, id);
CREATE INDEX messages_expiring ON public.messages USING btree (expires_at) WHERE unfinished;
CREATE INDEX messages_scheduled ON public.messages USING btree (send_at) WHERE (unfinished AND (send_at IS NOT NULL));
CREATE INDEX messages_waiting ON public.messages USING btree (device_id, chat_id, class, seq) WHERE unfinished;
CREATE UNIQUE INDEX messages_wire ON public.messages USING btree (workspace_id, device_id, wire_id, chat_id, COALESCE(sender, ''::text)) WHERE (wire_id IS NOT NULL);
create policy app_delete on messages for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on messages for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on messages for select to :app using ((workspace_id = app_workspace()));
create policy app_update on messages for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on messages for delete to :system using (true);
create policy system_insert on messages for insert to :system with check (true);
create policy system_select on messages for select to :system using (true);
create policy system_update on messages for update to :system using (true) with check (true);
grant insert, select, update on messages to :app;
grant insert, select, update on messages to :system;

create table migrations (
  name text not null,
  applied_at timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

create table nodes (
  id uuid not null,
  until timestamp with time zone not null,
  started_at timestamp with time zone not null default now(),
  PRIMARY KEY (id)
);
grant delete, insert, select, update on nodes to :system;

create table one_time_links (
  token_hash bytea not null,
  purpose text not null,
  person_id uuid,
  registration_id uuid,
  email text,
  host text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  PRIMARY KEY (token_hash),
  CHECK ((purpose = ANY (ARRAY['verify'::text, 'reset'::text, 'change_email'::text, 'undo_change_email'::text, 'set_up'::text, 'keep_account'::text]))),
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  FOREIGN KEY (registration_id) REFERENCES registrations(id) ON DELETE CASCADE
);
CREATE INDEX one_time_links_by_person ON public.one_time_links USING btree (person_id, purpose);
CREATE INDEX one_time_links_expiry ON public.one_time_links USING btree (expires_at);
grant delete, insert, select, update on one_time_links to :system;

create table ownership_transfers (
  workspace_id uuid not null,
  member_id uuid not null,
  asked_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table ownership_transfers force row level security;
create policy app_delete on ownership_transfers for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on ownership_transfers for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on ownership_transfers for select to :app using ((workspace_id = app_workspace()));
create policy app_update on ownership_transfers for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on ownership_transfers for delete to :system using (true);
create policy system_insert on ownership_transfers for insert to :system with check (true);
create policy system_select on ownership_transfers for select to :system using (true);
create policy system_update on ownership_transfers for update to :system using (true) with check (true);
grant select on ownership_transfers to :app;
grant delete, insert, select, update on ownership_transfers to :system;

create table pairings (
  workspace_id uuid not null,
  device_id uuid not null,
  method text not null,
  phone text,
  shown bytea,
  started_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  updated_at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, device_id),
  CHECK ((method = ANY (ARRAY['qr'::text, 'code'::text])))
);
alter table pairings force row level security;
create policy app_delete on pairings for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on pairings for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on pairings for select to :app using ((workspace_id = app_workspace()));
create policy app_update on pairings for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on pairings for delete to :system using (true);
create policy system_insert on pairings for insert to :system with check (true);
create policy system_select on pairings for select to :system using (true);
create policy system_update on pairings for update to :system using (true) with check (true);
grant delete, insert, select, update on pairings to :app;
grant delete, insert, select, update on pairings to :system;

create table people (
  id uuid not null,
  reseller_id uuid not null,
  email text not null,
  operator boolean not null default false,
  created_at timestamp with time zone not null default now(),
  name text not null default ''::text,
  language text not null default 'en'::text,
  password_hash text,
  email_verified_at timestamp with time zone,
  state text not null default 'active'::text,
  leaves_at timestamp with time zone,
  legal_mail boolean not null default true,
  failures_in_row integer not null default 0,
  last_signed_in_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK (((state = 'leaving'::text) = (leaves_at IS NOT NULL))),
  CHECK ((email = lower(email))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'active'::text, 'suspended'::text, 'leaving'::text]))),
  FOREIGN KEY (reseller_id) REFERENCES resellers(id),
  UNIQUE (reseller_id, email)
);
grant delete, insert, select, update on people to :system;

create table plan_versions (
  id uuid not null,
  reseller_id uuid not null,
  plan text not null,
  version integer not null,
  name text not null,
  limits jsonb not null,
  prices jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  FOREIGN KEY (reseller_id) REFERENCES resellers(id),
  UNIQUE (reseller_id, plan, version)
);
grant select on plan_versions to :app;
grant select on plan_versions to :system;

create table recovery_codes (
  person_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  PRIMARY KEY (person_id, code_hash),
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);
grant delete, insert, select, update on recovery_codes to :system;

create table registrations (
  id uuid not null,
  reseller_id uuid not null,
  email text not null,
  name text not null,
  language text not null,
  password_hash text not null,
  workspace_name text not null,
  invitation_id uuid,
  agreed jsonb not null,
  browser_hash bytea,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (id),
  CHECK ((email = lower(email))),
  FOREIGN KEY (reseller_id) REFERENCES resellers(id)
);
CREATE INDEX registrations_by_email ON public.registrations USING btree (reseller_id, email);
CREATE INDEX registrations_expiry ON public.registrations USING btree (expires_at);
grant delete, insert, select, update on registrations to :system;

create table remembered_browsers (
  id uuid not null,
  person_id uuid not null,
  host text not null,
  selector bytea not null,
  validator_hash bytea not null,
  previous_hash bytea,
  rotated_at timestamp with time zone not null,
  agent text not null,
  network text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  UNIQUE (selector)
);
CREATE INDEX remembered_browsers_by_person ON public.remembered_browsers USING btree (person_id);
CREATE INDEX remembered_browsers_expiry ON public.remembered_browsers USING btree (expires_at);
grant delete, insert, select, update on remembered_browsers to :system;

create table reseller_applications (
  id uuid not null,
  reseller_id uuid not null,
  brand_id uuid not null,
  reference text not null,
  secret_hash bytea not null,
  company text not null,
  website text not null,
  country text not null,
  name text not null,
  email text not null,
  language text not null,
  customers text not null,
  use_case text not null,
  state text not null default 'received'::text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['received'::text, 'reviewing'::text, 'approved'::text, 'declined'::text, 'withdrawn'::text]))),
  FOREIGN KEY (brand_id) REFERENCES brands(id),
  FOREIGN KEY (reseller_id) REFERENCES resellers(id),
  UNIQUE (reference)
);
CREATE INDEX reseller_applications_newest ON public.reseller_applications USING btree (created_at DESC);
grant delete, insert, select, update on reseller_applications to :system;

create table resellers (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id)
);
grant select on resellers to :app;
grant insert, select, update on resellers to :system;

create table second_factors (
  person_id uuid not null,
  secret bytea not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  created_at timestamp with time zone not null,
  PRIMARY KEY (person_id),
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);
grant delete, insert, select, update on second_factors to :system;

create table sessions (
  id uuid not null,
  token_hash bytea not null,
  person_id uuid not null,
  host text not null,
  stage text not null,
  wants_remembering boolean not null default false,
  remembered_id uuid,
  agent text not null,
  network text not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK ((stage = ANY (ARRAY['second_factor'::text, 'full'::text]))),
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  FOREIGN KEY (remembered_id) REFERENCES remembered_browsers(id) ON DELETE CASCADE,
  UNIQUE (token_hash)
);
CREATE INDEX sessions_by_person ON public.sessions USING btree (person_id);
CREATE INDEX sessions_end ON public.sessions USING btree (ends_at);
grant delete, insert, select, update on sessions to :system;

create table suppressions (
  workspace_id uuid not null,
  id uuid not null,
  identity_hash bytea not null,
  scope text not null default 'workspace'::text,
  purposes text[] not null default '{all}'::text[],
  reason text not null,
  source text not null,
  contact_id uuid,
  created_at timestamp with time zone not null default now(),
  lifted_at timestamp with time zone,
  lifted_by text,
  PRIMARY KEY (workspace_id, id),
  CHECK ((scope = ANY (ARRAY['workspace'::text, 'platform'::text]))),
  CHECK ((source = ANY (ARRAY['person'::text, 'staff'::text, 'platform'::text, 'import'::text]))),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table suppressions force row level security;
CREATE UNIQUE INDEX suppressions_active ON public.suppressions USING btree (workspace_id, identity_hash, scope) WHERE (lifted_at IS NULL);
CREATE INDEX suppressions_by_contact ON public.suppressions USING btree (workspace_id, contact_id) WHERE (lifted_at IS NULL);
create policy app_delete on suppressions for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on suppressions for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on suppressions for select to :app using ((workspace_id = app_workspace()));
create policy app_update on suppressions for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on suppressions for delete to :system using (true);
create policy system_insert on suppressions for insert to :system with check (true);
create policy system_select on suppressions for select to :system using (true);
create policy system_update on suppressions for update to :system using (true) with check (true);
grant insert, select, update on suppressions to :app;
grant insert, select, update on suppressions to :system;

create table throttles (
  key bytea not null,
  count integer not null,
  resets_at timestamp with time zone not null,
  PRIMARY KEY (key)
);
CREATE INDEX throttles_end ON public.throttles USING btree (resets_at);
grant delete, insert, select, update on throttles to :system;

create table ticket_answers (
  ticket_id uuid not null,
  n integer not null,
  at timestamp with time zone not null,
  written_by uuid,
  body text not null,
  PRIMARY KEY (ticket_id, n),
  FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
);
grant delete, insert, select on ticket_answers to :system;

create table tickets (
  id uuid not null,
  reseller_id uuid not null,
  brand_id uuid not null,
  reference text not null,
  topic text not null,
  name text not null,
  email text not null,
  language text not null,
  body text not null,
  person_id uuid,
  state text not null default 'open'::text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'closed'::text]))),
  FOREIGN KEY (brand_id) REFERENCES brands(id),
  FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE SET NULL,
  FOREIGN KEY (reseller_id) REFERENCES resellers(id),
  UNIQUE (reference)
);
CREATE INDEX tickets_newest ON public.tickets USING btree (created_at DESC);
grant delete, insert, select, update on tickets to :system;

create table usage_slots (
  workspace_id uuid not null,
  key text not null,
  day date not null,
  slot smallint not null,
  used bigint not null,
  PRIMARY KEY (workspace_id, key, day, slot)
);
alter table usage_slots force row level security;
create policy app_delete on usage_slots for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on usage_slots for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on usage_slots for select to :app using ((workspace_id = app_workspace()));
create policy app_update on usage_slots for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on usage_slots for delete to :system using (true);
create policy system_insert on usage_slots for insert to :system with check (true);
create policy system_select on usage_slots for select to :system using (true);
create policy system_update on usage_slots for update to :system using (true) with check (true);
grant insert, select, update on usage_slots to :app;
grant insert, select, update on usage_slots to :system;

create table wa_journal (
  workspace_id uuid not null,
  session_id uuid not null,
  n bigint not null,
  entry bytea not null,
  PRIMARY KEY (workspace_id, session_id, n)
);
alter table wa_journal force row level security;
create policy linked_delete on wa_journal for delete to :linked using (true);
create policy linked_insert on wa_journal for insert to :linked with check (true);
create policy linked_select on wa_journal for select to :linked using (true);
create policy linked_update on wa_journal for update to :linked using (true) with check (true);
grant delete, insert, select, update on wa_journal to :linked;

create table wa_keys (
  workspace_id uuid not null,
  session_id uuid not null,
  type text not null,
  id text not null,
  value bytea not null,
  PRIMARY KEY (workspace_id, session_id, type, id)
);
alter table wa_keys force row level security;
create policy linked_delete on wa_keys for delete to :linked using (true);
create policy linked_insert on wa_keys for insert to :linked with check (true);
create policy linked_select on wa_keys for select to :linked using (true);
create policy linked_update on wa_keys for update to :linked using (true) with check (true);
grant delete, insert, select, update on wa_keys to :linked;

create table wa_seen (
  workspace_id uuid not null,
  session_id uuid not null,
  hash bytea not null,
  plain bytea,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, session_id, hash)
);
alter table wa_seen force row level security;
CREATE INDEX wa_seen_at ON public.wa_seen USING btree (at);
create policy linked_delete on wa_seen for delete to :linked using (true);
create policy linked_insert on wa_seen for insert to :linked with check (true);
create policy linked_select on wa_seen for select to :linked using (true);
create policy linked_update on wa_seen for update to :linked using (true) with check (true);
grant delete, insert, select, update on wa_seen to :linked;

create table wa_sent (
  workspace_id uuid not null,
  session_id uuid not null,
  wire_id text not null,
  content bytea not null,
  acked boolean not null default false,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, session_id, wire_id)
);
alter table wa_sent force row level security;
CREATE INDEX wa_sent_at ON public.wa_sent USING btree (at);
create policy linked_delete on wa_sent for delete to :linked using (true);
create policy linked_insert on wa_sent for insert to :linked with check (true);
create policy linked_select on wa_sent for select to :linked using (true);
create policy linked_update on wa_sent for update to :linked using (true) with check (true);
grant delete, insert, select, update on wa_sent to :linked;

create table wa_sessions (
  workspace_id uuid not null,
  session_id uuid not null,
  epoch bigint not null,
  creds bytea,
  clean boolean not null default false,
  opened_at timestamp with time zone not null default now(),
  PRIMARY KEY (workspace_id, session_id)
);
alter table wa_sessions force row level security;
create policy linked_delete on wa_sessions for delete to :linked using (true);
create policy linked_insert on wa_sessions for insert to :linked with check (true);
create policy linked_select on wa_sessions for select to :linked using (true);
create policy linked_update on wa_sessions for update to :linked using (true) with check (true);
grant delete, insert, select, update on wa_sessions to :linked;

create table webhook_endpoints (
  workspace_id uuid not null,
  id uuid not null,
  workspace_kind text not null,
  url text not null,
  events text[] not null,
  dialect text not null default 'native'::text,
  description text,
  state text not null default 'enabled'::text,
  disabled_reason text,
  failing_since timestamp with time zone,
  last_failed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  CHECK ((dialect = ANY (ARRAY['native'::text, 'meta'::text]))),
  CHECK ((state = ANY (ARRAY['enabled'::text, 'disabled'::text]))),
  CHECK ((workspace_kind = ANY (ARRAY['live'::text, 'sandbox'::text]))),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table webhook_endpoints force row level security;
create policy app_delete on webhook_endpoints for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on webhook_endpoints for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on webhook_endpoints for select to :app using ((workspace_id = app_workspace()));
create policy app_update on webhook_endpoints for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on webhook_endpoints for delete to :system using (true);
create policy system_insert on webhook_endpoints for insert to :system with check (true);
create policy system_select on webhook_endpoints for select to :system using (true);
create policy system_update on webhook_endpoints for update to :system using (true) with check (true);
grant insert, select, update on webhook_endpoints to :app;
grant insert, select, update on webhook_endpoints to :system;

create table webhook_secrets (
  workspace_id uuid not null,
  endpoint_id uuid not null,
  id integer not null,
  sealed bytea not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  PRIMARY KEY (workspace_id, endpoint_id, id)
);
alter table webhook_secrets force row level security;
create policy app_delete on webhook_secrets for delete to :app using ((workspace_id = app_workspace()));
create policy app_insert on webhook_secrets for insert to :app with check ((workspace_id = app_workspace()));
create policy app_select on webhook_secrets for select to :app using ((workspace_id = app_workspace()));
create policy app_update on webhook_secrets for update to :app using ((workspace_id = app_workspace())) with check ((workspace_id = app_workspace()));
create policy system_delete on webhook_secrets for delete to :system using (true);
create policy system_insert on webhook_secrets for insert to :system with check (true);
create policy system_select on webhook_secrets for select to :system using (true);
create policy system_update on webhook_secrets for update to :system using (true) with check (true);
grant delete, insert, select, update on webhook_secrets to :app;
grant delete, insert, select, update on webhook_secrets to :system;

create table workspaces (
  id uuid not null,
  reseller_id uuid not null,
  kind text not null,
  twin_id uuid not null,
  name text not null,
  world text,
  state text not null default 'active'::text,
  state_reason text,
  plan_version_id uuid,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  CHECK (((kind = 'sandbox'::text) = (world IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['live'::text, 'sandbox'::text]))),
  CHECK ((state = ANY (ARRAY['active'::text, 'limited'::text, 'suspended'::text]))),
  FOREIGN KEY (plan_version_id) REFERENCES plan_versions(id),
  FOREIGN KEY (reseller_id) REFERENCES resellers(id),
  FOREIGN KEY (twin_id) REFERENCES workspaces(id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (world)
);
alter table workspaces force row level security;
create policy app_select on workspaces for select to :app using ((id = app_workspace()));
create policy system_insert on workspaces for insert to :system with check (true);
create policy system_select on workspaces for select to :system using (true);
create policy system_update on workspaces for update to :system using (true) with check (true);
grant select on workspaces to :app;
grant insert, select, update on workspaces to :system;

CREATE OR REPLACE FUNCTION public.app_workspace()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.workspace', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION public.erase_from_audit(person uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  declare erased int;
  begin
    update public.audit_entries set personal = null, salt = null where person_id = person and personal is not null;
    get diagnostics erased = row_count;
    return erased;
  end $function$;

CREATE OR REPLACE PROCEDURE public.protect(IN tenant_table text)
 LANGUAGE plpgsql
AS $procedure$
  begin
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format('create policy app_select on %I for select to ":app" using (workspace_id = app_workspace())', tenant_table);
    execute format('create policy app_insert on %I for insert to ":app" with check (workspace_id = app_workspace())', tenant_table);
    execute format('create policy app_update on %I for update to ":app" using (workspace_id = app_workspace()) with check (workspace_id = app_workspace())', tenant_table);
    execute format('create policy app_delete on %I for delete to ":app" using (workspace_id = app_workspace())', tenant_table);
    execute format('create policy system_select on %I for select to ":system" using (true)', tenant_table);
    execute format('create policy system_insert on %I for insert to ":system" with check (true)', tenant_table);
    execute format('create policy system_update on %I for update to ":system" using (true) with check (true)', tenant_table);
    execute format('create policy system_delete on %I for delete to ":system" using (true)', tenant_table);
  end $procedure$;

CREATE OR REPLACE PROCEDURE public.protect_linked(IN tenant_table text)
 LANGUAGE plpgsql
AS $procedure$
  begin
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format('create policy linked_select on %I for select to ":linked" using (true)', tenant_table);
    execute format('create policy linked_insert on %I for insert to ":linked" with check (true)', tenant_table);
    execute format('create policy linked_update on %I for update to ":linked" using (true) with check (true)', tenant_table);
    execute format('create policy linked_delete on %I for delete to ":linked" using (true)', tenant_table);
    execute format('grant select, insert, update, delete on %I to ":linked"', tenant_table);
  end $procedure$;

CREATE OR REPLACE FUNCTION public.prune_audit(days_kept integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  declare pruned int;
  begin
    delete from public.audit_entries where at < now() - make_interval(days => greatest(days_kept, 400));
    get diagnostics pruned = row_count;
    return pruned;
  end $function$;

CREATE OR REPLACE FUNCTION public.roll_partitions(parent text, days_kept integer, days_ahead integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
  end $function$;
