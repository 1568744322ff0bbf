export const migration195 = {
  name: '195-release-parts',
  sql: `
-- Which part of a statement a release is: facts, attribution or advice; and the release of that part whose place it takes.
create table release_parts (
  release_id uuid primary key references releases,
  statement_id uuid not null,
  from_member uuid not null references members,
  kind text not null check (kind in ('facts', 'attribution', 'advice')),
  valid_until timestamptz,
  corrects uuid references releases
);
create index release_parts_of_statement on release_parts (statement_id);
create index release_parts_corrects on release_parts (corrects) where corrects is not null;
alter table release_parts enable row level security;
grant select on release_parts to tocsin_member;
create policy reads on release_parts for select to tocsin_member
  using (exists (select 1 from releases r where r.id = release_parts.release_id));

-- What an attribution is about, by which those of several members on the same objects are found.
create table attribution_subjects (
  stix_id text not null,
  release_id uuid not null references releases,
  primary key (stix_id, release_id)
);
create index attribution_subjects_of_release on attribution_subjects (release_id);
alter table attribution_subjects enable row level security;
grant select on attribution_subjects to tocsin_member;
create policy reads on attribution_subjects for select to tocsin_member
  using (exists (select 1 from release_objects ro where ro.release_id = attribution_subjects.release_id));
`,
}
