-- What people outside ask of the operator: questions, applications of resellers, reports of abuse.
-- `reference` is what they are told; with it and the secret in their link they see how far it is.

create table tickets (
  id uuid primary key,
  reseller_id uuid not null references resellers (id),
  -- On whose site it was asked: letters carry that name and lead to that host.
  brand_id uuid not null references brands (id),
  reference text not null unique,
  topic text not null,
  name text not null,
  email text not null,
  language text not null,
  body text not null,
  person_id uuid references people (id) on delete set null,
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index tickets_newest on tickets (created_at desc);
grant select, insert, update, delete on tickets to :system;

create table ticket_answers (
  ticket_id uuid not null references tickets (id) on delete cascade,
  n int not null,
  at timestamptz not null,
  written_by uuid,
  body text not null,
  primary key (ticket_id, n)
);
grant select, insert, delete on ticket_answers to :system;

create table reseller_applications (
  id uuid primary key,
  -- To whom it is addressed: the platform, or a reseller whose brand was asked.
  reseller_id uuid not null references resellers (id),
  brand_id uuid not null references brands (id),
  reference text not null unique,
  secret_hash bytea not null,
  company text not null,
  website text not null,
  country text not null,
  name text not null,
  email text not null,
  language text not null,
  customers text not null,
  use_case text not null,
  state text not null default 'received' check (state in ('received', 'reviewing', 'approved', 'declined', 'withdrawn')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index reseller_applications_newest on reseller_applications (created_at desc);
grant select, insert, update, delete on reseller_applications to :system;

create table application_steps (
  application_id uuid not null references reseller_applications (id) on delete cascade,
  n int not null,
  at timestamptz not null,
  state text not null,
  -- What the applicant is told with it.
  note text not null,
  taken_by uuid,
  primary key (application_id, n)
);
grant select, insert, delete on application_steps to :system;

-- unproven: nobody has shown yet that the number is the reporter's. open: proven and suppressed, somebody must decide.
create table abuse_cases (
  id uuid primary key,
  reseller_id uuid not null references resellers (id),
  brand_id uuid not null references brands (id),
  reference text not null unique,
  secret_hash bytea not null,
  -- What a message to the operator's number must contain to prove the reporter's number.
  proof_code text not null unique,
  reporter_phone text not null,
  reported_phone text not null,
  email text,
  language text not null,
  reason text not null,
  body text not null,
  reported_workspace_id uuid references workspaces (id),
  state text not null default 'unproven' check (state in ('unproven', 'open', 'suspended', 'dismissed')),
  proven_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index abuse_cases_newest on abuse_cases (created_at desc);
create index abuse_cases_unproven on abuse_cases (reporter_phone) where state = 'unproven';

create table case_steps (
  case_id uuid not null references abuse_cases (id) on delete cascade,
  n int not null,
  at timestamptz not null,
  what text not null,
  note text not null,
  taken_by uuid,
  primary key (case_id, n)
);
grant select, insert, update, delete on abuse_cases to :system;
grant select, insert, delete on case_steps to :system;
