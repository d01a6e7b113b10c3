-- Legal documents as they were published: immutable versions with their text. `hash` is SHA-256 of the Markdown.
create table legal_versions (
  document text not null check (document in ('terms', 'privacy', 'disclaimer', 'cookies', 'acceptable-use')),
  version int not null check (version > 0),
  title text not null,
  updated_on date not null,
  effective_on date not null,
  material boolean not null,
  -- By language; "en" always.
  summaries jsonb not null,
  markdown text not null,
  hash bytea not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (document, version)
);
grant select, insert on legal_versions to :system;

-- How far the letters about a material version have come: one row per version that was announced.
create table legal_announcements (
  document text not null,
  version int not null,
  -- The last person who was written to; people are taken in the order of their ids.
  told_until uuid,
  done_at timestamptz,
  primary key (document, version),
  foreign key (document, version) references legal_versions (document, version)
);
grant select, insert, update on legal_announcements to :system;

-- That a person saw a version: by agreeing at sign-up, or by acknowledging the notice. On one device means on all.
create table legal_acknowledgements (
  person_id uuid not null references people (id) on delete cascade,
  document text not null,
  version int not null,
  how text not null check (how in ('agreed', 'acknowledged')),
  at timestamptz not null,
  primary key (person_id, document, version),
  foreign key (document, version) references legal_versions (document, version)
);
grant select, insert, delete on legal_acknowledgements to :system;

-- The proof of a choice about optional cookies: no address, no id of the visitor.
create table consent_choices (
  id uuid primary key,
  at timestamptz not null,
  host text not null,
  person_id uuid references people (id) on delete set null,
  choice jsonb not null,
  policy_version int not null,
  text_hash bytea not null,
  method text not null check (method in ('accept', 'reject', 'choose', 'withdraw', 'signal')),
  agent text not null
);
create index consent_choices_oldest on consent_choices (at);
create index consent_choices_by_person on consent_choices (person_id) where person_id is not null;
-- A proof is added and, when its time is over, forgotten; never changed.
grant select, insert, delete on consent_choices to :system;
