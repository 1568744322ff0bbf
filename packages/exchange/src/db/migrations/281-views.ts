export const migration281 = {
  name: '281-views',
  sql: `
-- Filters of a list under a name: a person's own, which no reader is let in to, or shared with their member.
create table saved_views (
  id uuid primary key,
  member_id uuid not null references members,
  person_id uuid not null references people,
  screen text not null,
  name text not null,
  search text not null,
  shared boolean not null,
  saved_at timestamptz not null
);
create unique index saved_views_name on saved_views (person_id, screen, lower(name));
create index saved_views_shared on saved_views (member_id) where shared;
alter table saved_views enable row level security;
grant select on saved_views to tocsin_member;
create policy reads on saved_views for select to tocsin_member
  using (shared and member_id = (select tocsin_viewer()));
`,
}
