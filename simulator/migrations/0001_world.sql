create table simulator.settings (
  name text primary key,
  value bytea not null
);

create table simulator.worlds (
  world text primary key,
  created_at bigint not null
);

-- A person: an account with its primary phone. All keys of the phone derive from the seed.
create table simulator.phones (
  world text not null,
  phone text not null,
  lid text not null,
  name text not null,
  seed bytea not null,
  online boolean not null,
  listed boolean not null,
  next_device integer not null,
  key_index integer not null,
  blocked text not null,
  privacy text not null,
  primary key (world, phone)
);

create table simulator.devices (
  world text not null,
  phone text not null,
  device integer not null,
  noise_key bytea not null,
  identity bytea not null,
  registration_id bigint not null,
  signed_prekey_id integer not null,
  signed_prekey bytea not null,
  signed_prekey_signature bytea not null,
  key_index integer not null,
  certificate bytea not null,
  platform text not null,
  bootstrapped boolean not null,
  prekeys_taken bigint not null,
  linked_at bigint not null,
  primary key (world, phone, device)
);

-- One row per upload: 35 bytes a key (id, public key), taken from the front.
create table simulator.prekey_batches (
  world text not null,
  phone text not null,
  device integer not null,
  first bigint not null,
  keys bytea not null,
  primary key (world, phone, device, first)
);

-- The pretend phones' Signal sessions with linked devices.
create table simulator.sessions (
  world text not null,
  phone text not null,
  peer text not null,
  record bytea not null,
  primary key (world, phone, peer)
) with (fillfactor = 70);

-- Stanzas that wait for a device (0 is the phone itself) until it acknowledges them.
create table simulator.waiting (
  world text not null,
  phone text not null,
  device integer not null,
  seq bigint not null,
  due bigint,
  stanza bytea not null,
  primary key (world, phone, device, seq)
);

-- What a person sees in the chats of the phone.
create table simulator.messages (
  world text not null,
  phone text not null,
  chat text not null,
  direction text not null,
  id text not null,
  seq bigint not null,
  changed bigint not null,
  at bigint not null,
  type text not null,
  body text not null,
  status text not null,
  frames integer not null,
  content bytea not null,
  primary key (world, phone, chat, direction, id)
) with (fillfactor = 80);
create index messages_in_order on simulator.messages (world, phone, seq);

create table simulator.undecryptable (
  world text not null,
  phone text not null,
  sender text not null,
  id text not null,
  count integer not null,
  primary key (world, phone, sender, id)
);

-- What a scripted phone has done once for a person and will not do again.
create table simulator.done_once (
  world text not null,
  phone text not null,
  peer text not null,
  primary key (world, phone, peer)
);

create table simulator.timers (
  world text not null,
  id bigint not null,
  due bigint not null,
  task text not null,
  primary key (world, id)
);

create table simulator.calls (
  world text not null,
  phone text not null,
  id text not null,
  peer text not null,
  direction text not null,
  status text not null,
  at bigint not null,
  primary key (world, phone, id)
);

create table simulator.app_state (
  world text not null,
  phone text not null,
  collection text not null,
  version integer not null,
  patch bytea not null,
  primary key (world, phone, collection, version)
);

create table simulator.faults (
  world text not null,
  id bigint not null,
  kind text not null,
  phone text,
  ms integer,
  remaining integer,
  primary key (world, id)
);

-- Append-only, for oracles in tests; bounded by age and number.
create table simulator.frames (
  world text not null,
  n bigint not null,
  at bigint not null,
  id text not null,
  phone text not null,
  device integer not null,
  recipient text not null,
  type text not null,
  ciphertexts text not null,
  primary key (world, n)
);

-- Every (ratchet key, counter) a ciphertext used; a second ciphertext with the same pair is a broken sender.
create table simulator.counters (
  world text not null,
  chain bytea not null,
  counter bigint not null,
  digest bytea not null,
  at bigint not null,
  primary key (world, chain, counter)
);

create table simulator.violations (
  world text not null,
  n bigint not null,
  at bigint not null,
  kind text not null,
  detail text not null,
  primary key (world, n)
);
