export const migration372 = {
  name: '372-incidents',
  sql: `
-- By which a file that was uploaded can be known again; of those from before nobody knows it.
alter table uploads add column sha256 text;

-- A closed case that a member keeps as a past incident, for its own people alone, and what they say of it, each version as it was said.
create table incidents (
  id uuid primary key,
  position bigint generated always as identity unique,
  member_id uuid not null references members,
  case_id uuid not null references cases,
  unique (member_id, case_id)
);
create table incident_says (
  incident_id uuid not null references incidents,
  version int not null,
  member_id uuid not null references members,
  person_id uuid not null references people,
  at timestamptz not null,
  title text not null,
  what text not null,
  first_day text not null,
  last_day text not null,
  kind text,
  primary key (incident_id, version)
);
alter table incidents enable row level security;
alter table incident_says enable row level security;
grant select on incidents, incident_says to tocsin_member;
create policy reads on incidents for select to tocsin_member
  using (not (select tocsin_machine()) and member_id = (select tocsin_viewer()));
create policy reads on incident_says for select to tocsin_member
  using (not (select tocsin_machine()) and member_id = (select tocsin_viewer()));
`,
}
