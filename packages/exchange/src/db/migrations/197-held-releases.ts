export const migration197 = {
  name: '197-held-releases',
  sql: `
-- Releases that wait some minutes before they leave. Nothing of them stands in any table that others are answered from.
create table held_releases (
  id uuid primary key,
  position bigint generated always as identity,
  member_id uuid not null references members,
  person_id uuid references people,
  key_id uuid references api_keys,
  title text not null,
  tlp text not null,
  draft text,
  digest text not null,
  receivers int not null,
  state text not null check (state in ('waiting', 'released', 'stopped', 'failed')),
  held_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references people,
  release_id uuid references releases,
  fault text,
  check ((state = 'waiting') = (ended_at is null)),
  check ((state = 'waiting') = (draft is not null)),
  check ((state = 'released') = (release_id is not null))
);
create index held_releases_of_member on held_releases (member_id, position);
create index held_releases_due on held_releases (due_at) where state = 'waiting';
create unique index held_releases_once on held_releases (member_id, digest) where state = 'waiting';
alter table held_releases enable row level security;
grant select on held_releases to tocsin_member;
create policy reads on held_releases for select to tocsin_member using (member_id = (select tocsin_viewer()));
`,
}
