export const migration130 = {
  name: '130-compose-drafts',
  sql: `
-- What somebody puts together before it is released, for others of the member to open. Each save makes the next version; one
-- that is not saved for a while is deleted.
create table compose_drafts (
  id uuid primary key,
  member_id uuid not null references members,
  title text not null,
  items int not null,
  body text not null,
  version int not null,
  created_at timestamptz not null,
  created_by uuid references people,
  saved_at timestamptz not null,
  saved_by uuid references people
);
create index compose_drafts_member on compose_drafts (member_id, saved_at desc);
alter table compose_drafts enable row level security;
grant select on compose_drafts to tocsin_member;
create policy reads on compose_drafts for select to tocsin_member using (member_id = tocsin_viewer());
`,
}
