export const migration236 = {
  name: '236-alerts',
  sql: `
-- What is sent to a party in one go: a mail to each of its contacts, with a link of its own and one code by which it is checked.
create table party_tellings (
  id uuid primary key,
  party_id uuid not null references defended_parties,
  finder uuid not null references members,
  party_name text not null,
  code text not null unique,
  others_after int not null,
  sent_at timestamptz not null
);
create table telling_contacts (
  telling_id uuid not null references party_tellings,
  rank int not null,
  title text not null,
  email text not null,
  phone text,
  language text not null,
  opened_at timestamptz,
  primary key (telling_id, rank)
);
create table telling_links (
  token_hash bytea primary key,
  telling_id uuid not null,
  rank int not null,
  foreign key (telling_id, rank) references telling_contacts
);

-- Names that imitate a defended party, as one member found them.
create table party_alerts (
  id uuid primary key,
  position bigint generated always as identity unique,
  party_id uuid not null references defended_parties,
  party_member uuid references members,
  party_name text not null,
  finder uuid not null references members,
  finder_name text not null,
  finder_kind text not null,
  finding_id uuid not null references findings,
  run_id uuid references detection_runs,
  name text not null,
  target text not null,
  technique text not null,
  score int not null,
  evidence text not null,
  state text not null check (state in ('new', 'telling', 'told', 'unreached', 'answered', 'set-aside')),
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  seen int not null,
  telling_id uuid references party_tellings,
  -- From when on the party sees it too.
  shown_at timestamptz,
  told_at timestamptz,
  answer text check (answer in ('ours', 'not-ours', 'known')),
  may_know text check (may_know in ('nobody', 'members')),
  wants_help boolean,
  answer_words text,
  answered_at timestamptz,
  -- From when on others may be told; null while that cannot be said. The flag is set by the clock, so that few rows are looked at.
  others_from timestamptz,
  may_share boolean not null default false,
  sealed_until timestamptz,
  seal_basis text,
  unsealed_at timestamptz,
  unsealed_index bigint,
  set_aside text,
  log_index bigint not null,
  unique (finder, party_id, name)
);
create index party_alerts_finder on party_alerts (finder, score desc, position);
create index party_alerts_party on party_alerts (party_member, score desc, position) where party_member is not null;
create index party_alerts_telling on party_alerts (telling_id) where telling_id is not null;
create index party_alerts_awaited on party_alerts (finder) where not may_share and state <> 'set-aside';
create index party_alerts_due on party_alerts (others_from) where not may_share and others_from is not null;
create index party_alerts_sealed on party_alerts (sealed_until) where sealed_until is not null and unsealed_at is null;
create index party_alerts_unsealed on party_alerts (unsealed_index) where unsealed_index is not null;

alter table party_tellings enable row level security;
alter table telling_contacts enable row level security;
alter table telling_links enable row level security;
alter table party_alerts enable row level security;
grant select on party_alerts to tocsin_member;
-- The party reads its own once it is told; readers who are machines of it as well.
create policy reads on party_alerts for select to tocsin_member using (finder = (select tocsin_viewer())
  or (party_member = (select tocsin_viewer()) and shown_at is not null));
`,
}
