export const migration311 = {
  name: '311-papers',
  sql: `
-- Drafts of notices, templates and lists of places that a member keeps; the content is of the API as JSON.
create table papers (
  id uuid primary key,
  member_id uuid not null references members,
  kind text not null check (kind in ('draft', 'template', 'places')),
  name text not null,
  offices integer not null,
  content text not null,
  version integer not null,
  saved_at timestamptz not null,
  saved_by uuid references people
);
create index papers_member on papers (member_id, saved_at desc);
alter table papers enable row level security;
grant select on papers to tocsin_member;
create policy reads on papers for select to tocsin_member using (member_id = (select tocsin_viewer()));
`,
}
