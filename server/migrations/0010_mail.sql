-- Letters the house writes to people. The body may hold one-time links, so what it is made of is sealed, and forgotten once it
-- was sent. Without a mail server letters are kept for the operator's outbox page.
create table mails (
  id uuid primary key,
  brand_id uuid not null references brands (id),
  host text not null,
  to_address text not null,
  language text not null,
  template text not null,
  sealed bytea,
  state text not null check (state in ('queued', 'sent', 'failed', 'kept')),
  attempts int not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mails_newest on mails (created_at desc);
create index mails_kept on mails (created_at) where state in ('kept', 'failed', 'queued');
grant select, insert, update, delete on mails to :system;
