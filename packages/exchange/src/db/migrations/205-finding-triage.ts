export const migration205 = {
  name: '205-finding-triage',
  sql: `
-- Where a finding stands in the list of its member: what it says in a line, the finding of the same network that leads it (itself
-- where it leads), and certainty times weight. Null until weighed, which is when it is found, or, of those from before, by a job.
alter table findings add column headline text;
alter table findings add column standing text;
alter table findings add column confidence double precision;
alter table findings add column leader uuid;
alter table findings add column weight double precision;
create index findings_leader on findings (leader);
create index findings_unweighed on findings (found_at) where weight is null;
create index releases_finding on releases (finding_id) where finding_id is not null;

-- What became of a network in the hands of its member: each change is a row, the one of the highest version holds.
create table finding_changes (
  finding_id uuid not null references findings,
  version int not null,
  member_id uuid not null references members,
  state text not null check (state in ('new', 'looking', 'benign', 'closed')),
  assignee uuid references people,
  note text,
  changed_by uuid references people,
  at timestamptz not null,
  log_index bigint not null,
  primary key (finding_id, version)
);
alter table finding_changes enable row level security;
grant select on finding_changes to tocsin_member;
create policy reads on finding_changes for select to tocsin_member using (member_id = tocsin_viewer());
`,
}
