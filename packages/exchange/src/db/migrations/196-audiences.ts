export const migration196 = {
  name: '196-audiences',
  sql: `
-- Whom a member often shares with, and what it often says. Neither admits anybody: each release is judged afresh.
create table audiences (
  id uuid primary key,
  member_id uuid not null references members,
  name text not null,
  group_id uuid not null references groups,
  named uuid[] not null,
  saved_at timestamptz not null,
  saved_by uuid references people,
  unique (member_id, name)
);
create table release_templates (
  id uuid primary key,
  member_id uuid not null references members,
  name text not null,
  audience_id uuid references audiences on delete set null,
  body text not null,
  saved_at timestamptz not null,
  saved_by uuid references people,
  unique (member_id, name)
);
create index release_templates_of_audience on release_templates (audience_id);
alter table audiences enable row level security;
alter table release_templates enable row level security;
grant select on audiences, release_templates to tocsin_member;
create policy reads on audiences for select to tocsin_member using (member_id = (select tocsin_viewer()));
create policy reads on release_templates for select to tocsin_member using (member_id = (select tocsin_viewer()));
`,
}
