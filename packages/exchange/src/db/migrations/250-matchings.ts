export const migration250 = {
  name: '250-matchings',
  sql: `
-- Private matchings: what two members agreed, their rounds, and the blinded bytes on their way. For the two sides alone.
create table matchings (
  id uuid primary key,
  position bigint generated always as identity,
  asker uuid not null references members,
  holder uuid not null references members,
  terms jsonb not null,
  until timestamptz not null,
  state text not null check (state in ('proposed', 'in-force', 'declined', 'withdrawn', 'ended')),
  proposer uuid not null references members,
  proposed_by uuid not null references people,
  proposed_at timestamptz not null,
  accepted_by uuid references people,
  accepted_at timestamptz,
  settled_at timestamptz,
  asker_key text,
  holder_key text,
  check (asker <> holder and proposer in (asker, holder))
);
create index matchings_of_asker on matchings (asker, position);
create index matchings_of_holder on matchings (holder, position);
create index matchings_until on matchings (until) where state in ('proposed', 'in-force');

create table matching_rounds (
  id uuid primary key,
  position bigint generated always as identity,
  matching_id uuid not null references matchings,
  asker uuid not null references members,
  holder uuid not null references members,
  epoch integer not null,
  kind text not null,
  size integer not null,
  state text not null check (state in ('begun', 'asked', 'answered', 'done', 'refused', 'abandoned')),
  started_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz,
  asked_before bigint not null,
  fault text,
  refused_by uuid references members,
  check ((state in ('begun', 'asked', 'answered')) = (due_at is not null))
);
create index matching_rounds_of on matching_rounds (matching_id, position);
create index matching_rounds_due on matching_rounds (due_at) where due_at is not null;

create table matching_messages (
  id uuid primary key,
  position bigint generated always as identity,
  matching_id uuid not null references matchings,
  round_id uuid references matching_rounds,
  asker uuid not null references members,
  holder uuid not null references members,
  step text not null check (step in ('table', 'request', 'reply', 'hits')),
  epoch integer not null,
  kind text not null,
  count integer not null,
  bytes integer not null,
  digest text not null,
  previous text not null,
  signature text not null,
  public_key text,
  state text not null check (state in ('coming', 'sent', 'gone')),
  check ((step = 'table') = (round_id is null))
);
create unique index matching_messages_of_round on matching_messages (round_id, step) where round_id is not null;
create unique index matching_tables on matching_messages (matching_id, epoch, kind) where round_id is null and state <> 'gone';
create index matching_messages_of on matching_messages (matching_id);

-- Nobody but the exchange itself reads these: they are given out by its routes, to the other side.
create table matching_parts (
  message_id uuid not null references matching_messages,
  seq integer not null,
  content bytea not null,
  primary key (message_id, seq)
);

create table matching_refusals (
  id uuid primary key,
  position bigint generated always as identity,
  matching_id uuid not null references matchings,
  asker uuid not null references members,
  holder uuid not null references members,
  at timestamptz not null,
  by_member uuid not null references members,
  rule text not null,
  reason text not null
);
create index matching_refusals_of on matching_refusals (matching_id, position);

alter table matchings enable row level security;
alter table matching_rounds enable row level security;
alter table matching_messages enable row level security;
alter table matching_parts enable row level security;
alter table matching_refusals enable row level security;
grant select on matchings, matching_rounds, matching_messages, matching_refusals to tocsin_member;
create policy reads on matchings for select to tocsin_member using ((select tocsin_viewer()) in (asker, holder));
create policy reads on matching_rounds for select to tocsin_member using ((select tocsin_viewer()) in (asker, holder));
create policy reads on matching_messages for select to tocsin_member using ((select tocsin_viewer()) in (asker, holder));
create policy reads on matching_refusals for select to tocsin_member using ((select tocsin_viewer()) in (asker, holder));

-- That a member tried to match, and was refused, is for the two sides alone: an operator may be a person of any member.
create policy matching on refusals as restrictive for select to tocsin_member
  using (act not in ('agree-matching', 'ask-matching') or by_member = (select tocsin_viewer()));
`,
}
