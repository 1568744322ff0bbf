export const migration235 = {
  name: '235-defended',
  sql: `
-- Parties that are watched for and told first: members, and others that an operator entered.
create table defended_parties (
  id uuid primary key,
  member_id uuid references members,
  state text not null check (state in ('proposed', 'defended', 'refused', 'ended')),
  name text not null,
  kind text not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index defended_parties_member on defended_parties (member_id) where member_id is not null;

-- What a party states of itself. A version is proposed by one person and let stand by another.
create table party_versions (
  party_id uuid not null references defended_parties,
  version int not null,
  state text not null check (state in ('proposed', 'in-force', 'refused', 'superseded')),
  statement jsonb not null,
  proposed_by_member uuid not null references members,
  proposed_by uuid not null references people,
  proposed_at timestamptz not null,
  settled_by_member uuid references members,
  settled_by uuid references people,
  settled_at timestamptz,
  reason text,
  log_index bigint not null,
  primary key (party_id, version)
);
-- One is in force, and one waits, at most.
create unique index party_versions_in_force on party_versions (party_id) where state = 'in-force';
create unique index party_versions_waiting on party_versions (party_id) where state = 'proposed';

alter table defended_parties enable row level security;
alter table party_versions enable row level security;
grant select on defended_parties, party_versions to tocsin_member;
create policy reads on defended_parties for select to tocsin_member
  using (member_id = (select tocsin_viewer()) or (select tocsin_operates()));
create policy reads on party_versions for select to tocsin_member
  using (exists (select from defended_parties p where p.id = party_versions.party_id));
`,
}
