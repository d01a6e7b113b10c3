-- What the operator decides about the installation, its brands, and the record of who did what.

-- One row per decision; `sealed` holds those that are secret. A setting in the environment goes before a row here.
create table installation_settings (
  key text primary key,
  value jsonb,
  sealed bytea,
  updated_at timestamptz not null default now()
);
grant select, insert, update, delete on installation_settings to :system;

alter table brands
  add column accent text not null default '#E8A317' check (accent ~ '^#[0-9A-Fa-f]{6}$'),
  add column support_email text,
  -- The WhatsApp number behind "Ask a question", E.164; without one the card opens the contact form.
  add column chat_phone text;
grant insert, update on brands, hosts to :system;
grant delete on hosts to :system;
grant insert, update on resellers to :system;

-- Append-only, one chain per workspace or person (chain_id is its id). Each entry's hash covers the entry before. Personal
-- fields are covered by a salted hash only, so that they can be erased without breaking the chain.
create table audit_entries (
  chain_id uuid not null,
  n bigint not null,
  id uuid not null,
  at timestamptz not null,
  action text not null,
  actor_kind text not null check (actor_kind in ('person', 'key', 'operator', 'house')),
  actor_id text,
  target text,
  -- JSON as text: the hash covers its very bytes.
  details text not null,
  request_id text,
  -- Whose personal data stands in `personal` ({email, name, network, agent}).
  person_id uuid,
  personal text,
  salt bytea,
  personal_hash bytea not null,
  previous bytea not null,
  hash bytea not null,
  primary key (chain_id, n)
);
create index audit_entries_by_person on audit_entries (person_id) where personal is not null;
create index audit_entries_at on audit_entries (at);
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy app_select on audit_entries for select to :app using (chain_id = app_workspace());
create policy app_insert on audit_entries for insert to :app with check (chain_id = app_workspace());
create policy system_select on audit_entries for select to :system using (true);
create policy system_insert on audit_entries for insert to :system with check (true);
-- Nobody else may change or delete: the two functions below run as the owner, and only this policy lets even the owner do it.
create policy owner_all on audit_entries for all to current_user using (true) with check (true);
grant select, insert on audit_entries to :app, :system;

-- Erases a person from the record; the chain stays provable.
create function erase_from_audit(person uuid) returns int
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  declare erased int;
  begin
    update public.audit_entries set personal = null, salt = null where person_id = person and personal is not null;
    get diagnostics erased = row_count;
    return erased;
  end $$;
revoke all on function erase_from_audit(uuid) from public;
grant execute on function erase_from_audit(uuid) to :system;

-- Ends the keeping of old entries; a chain is then proven from its oldest kept entry.
create function prune_audit(days_kept int) returns int
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  declare pruned int;
  begin
    delete from public.audit_entries where at < now() - make_interval(days => greatest(days_kept, 400));
    get diagnostics pruned = row_count;
    return pruned;
  end $$;
revoke all on function prune_audit(int) from public;
grant execute on function prune_audit(int) to :system;
