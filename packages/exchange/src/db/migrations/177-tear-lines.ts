export const migration177 = {
  name: '177-tear-lines',
  sql: `
-- Lower versions of releases that were proposed, each bound to its source by a salted commitment; the salt is the sender's own.
create table tear_lines (
  id uuid primary key,
  member_id uuid not null references members,
  person_id uuid not null references people,
  source_id uuid not null references releases,
  tlp text not null,
  salt bytea not null,
  commitment bytea not null,
  objects_sha256 bytea not null,
  first_seen_at timestamptz not null,
  first_seen_by text not null,
  proposed_at timestamptz not null,
  release_id uuid unique references releases
);
create index tear_lines_of_source on tear_lines (source_id);
alter table tear_lines enable row level security;
grant select on tear_lines to tocsin_member;
create policy reads on tear_lines for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));

-- Of a release that is a lower version: its commitment, for everybody who has it.
alter table releases add column tear_commitment text;
grant select (tear_commitment) on releases to tocsin_member;
`,
}
