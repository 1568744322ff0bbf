export const migration295 = {
  name: '295-named-asks',
  sql: `
-- Whoever may have been named in what members released asks whether they were; nothing here says who asks.
create table named_asks (
  id uuid primary key,
  kind text not null check (kind in ('email', 'domain', 'account', 'name')),
  state text not null check (state in ('asked', 'proven', 'answered', 'not-proven', 'lapsed')),
  language text not null,
  asked_at timestamptz not null,
  -- Until when it can be proven, and then until when its page is kept.
  ends_at timestamptz not null,
  proven_at timestamptz,
  proven_how text check (proven_how in ('mail', 'dns', 'person')),
  -- The person of the exchange who looked, and what they wrote.
  settled_by uuid references people,
  settled_at timestamptz,
  reason text,
  -- From when on the answer is shown, however long it took to find.
  shown_from timestamptz,
  answered_at timestamptz,
  log_index bigint,
  -- The answer's counts as JSON, as the log commits to them.
  answer json,
  erased_at timestamptz
);
create index named_asks_waiting on named_asks (ends_at) where erased_at is null;
create index named_asks_newest on named_asks (asked_at desc, id);

-- What is asked about, until it is erased. Operators are shown what they must look at themselves, and nothing else.
create table named_identifiers (
  ask_id uuid primary key references named_asks,
  value text not null,
  platform text,
  salt bytea not null,
  code text not null,
  -- Where the code was posted, as whoever asks says it.
  posted text
);

-- Secrets by which an ask is come back to, as hashes; each mail has its own.
create table named_keys (
  token_hash bytea primary key,
  ask_id uuid not null references named_asks
);
create index named_keys_of on named_keys (ask_id);

alter table deliveries add column ask_id uuid references named_asks;
create index deliveries_ask on deliveries (ask_id) where ask_id is not null;
-- The mailbox of whoever asks is for nobody to read.
create policy of_nobody_named on deliveries as restrictive for select to tocsin_member using (ask_id is null);

alter table named_asks enable row level security;
alter table named_identifiers enable row level security;
alter table named_keys enable row level security;
grant select (id, kind, state, asked_at, ends_at, proven_at, proven_how, settled_by, settled_at, reason, answered_at, erased_at)
  on named_asks to tocsin_member;
grant select (ask_id, value, platform, code, posted) on named_identifiers to tocsin_member;
create policy reads on named_asks for select to tocsin_member using ((select tocsin_operates()));
create policy reads on named_identifiers for select to tocsin_member
  using ((select tocsin_operates()) and exists (
    select from named_asks a where a.id = ask_id and a.kind in ('account', 'name') and a.state = 'asked'));
`,
}
