-- Who owns what: the installation, resellers, people, workspaces and their keys.
-- Placeholders in colons are role names (prefix by DATABASE_ROLE_PREFIX); see server/src/db/migrate.ts.

-- The workspace of the running transaction. After a commit a pooled connection shows an empty string, not null.
create function app_workspace() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.workspace', true), '')::uuid $$;

-- Puts the four policies on a tenant table: the API's role sees one workspace, the system role sees all.
-- No BYPASSRLS anywhere, so managed PostgreSQL works too.
create procedure protect(tenant_table text)
  language plpgsql
  as $$
  begin
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format('create policy app_select on %I for select to :app using (workspace_id = app_workspace())', tenant_table);
    execute format('create policy app_insert on %I for insert to :app with check (workspace_id = app_workspace())', tenant_table);
    execute format('create policy app_update on %I for update to :app using (workspace_id = app_workspace()) with check (workspace_id = app_workspace())', tenant_table);
    execute format('create policy app_delete on %I for delete to :app using (workspace_id = app_workspace())', tenant_table);
    execute format('create policy system_select on %I for select to :system using (true)', tenant_table);
    execute format('create policy system_insert on %I for insert to :system with check (true)', tenant_table);
    execute format('create policy system_update on %I for update to :system using (true) with check (true)', tenant_table);
    execute format('create policy system_delete on %I for delete to :system using (true)', tenant_table);
  end $$;

-- One row. A restore from a backup raises `generation`, so that event cursors from before it are refused.
create table installation (
  one boolean primary key default true check (one),
  id uuid not null default gen_random_uuid(),
  generation int not null default 1,
  created_at timestamptz not null default now()
);
insert into installation default values;
grant select on installation to :app, :system;

create table resellers (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);
insert into resellers (id, name) values ('00000000-0000-7000-8000-000000000001', 'Platform');
grant select on resellers to :app, :system;

create table brands (
  id uuid primary key,
  reseller_id uuid not null references resellers (id),
  name text not null,
  created_at timestamptz not null default now()
);
insert into brands (id, reseller_id, name) values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000001', 'WhatzAPI');

-- A brand is chosen by the host of the request; only verified hosts are served.
create table hosts (
  host text primary key,
  brand_id uuid not null references brands (id),
  state text not null check (state in ('pending', 'verified', 'lost')),
  created_at timestamptz not null default now()
);
grant select on brands, hosts to :app, :system;

-- Plans are immutable versions; until billing lands they are data only. `limits` is keyed by the names in limits.ts.
create table plan_versions (
  id uuid primary key,
  reseller_id uuid not null references resellers (id),
  plan text not null,
  version int not null,
  name text not null,
  limits jsonb not null,
  prices jsonb not null default '[]',
  created_at timestamptz not null default now(),
  unique (reseller_id, plan, version)
);
insert into plan_versions (id, reseller_id, plan, version, name, limits)
values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000001', 'self_hosted', 1, 'Self-hosted', '{}');
grant select on plan_versions to :app, :system;

-- A person is one e-mail address within a reseller's realm.
create table people (
  id uuid primary key,
  reseller_id uuid not null references resellers (id),
  email text not null check (email = lower(email)),
  operator boolean not null default false,
  created_at timestamptz not null default now(),
  unique (reseller_id, email)
);
grant select, insert, update on people to :system;

-- A live workspace and its sandbox twin are made together; members, plan and brand stand on the live one.
create table workspaces (
  id uuid primary key,
  reseller_id uuid not null references resellers (id),
  kind text not null check (kind in ('live', 'sandbox')),
  twin_id uuid not null references workspaces (id) deferrable initially deferred,
  name text not null,
  world text unique check ((kind = 'sandbox') = (world is not null)),
  state text not null default 'active' check (state in ('active', 'limited', 'suspended')),
  state_reason text,
  plan_version_id uuid references plan_versions (id),
  created_at timestamptz not null default now()
);
alter table workspaces enable row level security;
alter table workspaces force row level security;
create policy app_select on workspaces for select to :app using (id = app_workspace());
create policy system_select on workspaces for select to :system using (true);
create policy system_insert on workspaces for insert to :system with check (true);
create policy system_update on workspaces for update to :system using (true) with check (true);
grant select on workspaces to :app;
grant select, insert, update on workspaces to :system;

-- A limit that differs from the plan, with the reason and who set it.
create table limit_overrides (
  workspace_id uuid not null references workspaces (id),
  key text not null,
  value bigint not null,
  reason text not null,
  set_by text not null,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, key)
);
call protect('limit_overrides');
grant select on limit_overrides to :app;
grant select, insert, update, delete on limit_overrides to :system;

create table members (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  person_id uuid not null references people (id),
  role text not null check (role in ('owner', 'admin', 'developer', 'agent', 'analyst', 'billing')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, person_id)
);
call protect('members');
grant select on members to :app;
grant select, insert, update, delete on members to :system;

-- API keys: the secret is shown once and kept as SHA-256 (its entropy makes a slow hash needless).
create table api_keys (
  workspace_id uuid not null references workspaces (id),
  id uuid not null,
  public_id text not null unique,
  secret_hash bytea not null,
  name text not null,
  scopes text[] not null,
  device_ids uuid[],
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (workspace_id, id)
);
call protect('api_keys');
grant select, insert, update on api_keys to :app, :system;

-- Data keys of a workspace, wrapped by the installation's key-encryption key. Version 1 is made with the workspace.
create table data_keys (
  workspace_id uuid not null references workspaces (id),
  id int not null,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
call protect('data_keys');
grant select on data_keys to :app;
grant select, insert, update on data_keys to :system;

-- Usage is counted in slots, so that parallel writers do not wait for one row.
create table usage_slots (
  workspace_id uuid not null,
  key text not null,
  day date not null,
  slot smallint not null,
  used bigint not null,
  primary key (workspace_id, key, day, slot)
) with (fillfactor = 70);
call protect('usage_slots');
grant select, insert, update on usage_slots to :app, :system;
