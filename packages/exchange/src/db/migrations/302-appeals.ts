export const migration302 = {
  name: '302-appeals',
  sql: `
-- An appeal against things that were shared, for whoever brought it and for those who have any of them.
create table appeals (
  id uuid primary key,
  position bigint generated always as identity unique,
  member_id uuid not null references members,
  behalf text not null check (behalf in ('person', 'member')),
  words text not null,
  day text not null,
  withdrawn boolean not null
);
create index appeals_member on appeals (member_id, position);

-- What is of whoever brought it alone: on which release, and all that it is about.
create table appeal_own (
  appeal_id uuid primary key references appeals,
  member_id uuid not null references members,
  person_id uuid not null references people,
  release_id uuid not null references releases,
  stix_ids text[] not null,
  government_too boolean not null,
  at timestamptz not null
);
create index appeal_own_member on appeal_own (member_id, release_id);

-- Each holder once, by however many releases it has them, with what it has of it; and what it answered for itself.
create table appeal_holders (
  appeal_id uuid not null references appeals,
  member_id uuid not null references members,
  brought_by uuid not null references members,
  stix_ids text[] not null,
  answer text check (answer in ('looking', 'removed', 'corrected', 'kept', 'not-held')),
  answered_day text,
  answered_at timestamptz,
  answered_by uuid references people,
  primary key (appeal_id, member_id)
);
create index appeal_holders_member on appeal_holders (member_id);

alter table appeals enable row level security;
alter table appeal_own enable row level security;
alter table appeal_holders enable row level security;
grant select on appeals, appeal_own to tocsin_member;
grant select (appeal_id, member_id, brought_by, stix_ids, answer, answered_day) on appeal_holders to tocsin_member;
create policy reads on appeal_own for select to tocsin_member
  using (not (select tocsin_machine()) and member_id = (select tocsin_viewer()));
create policy reads on appeal_holders for select to tocsin_member
  using (not (select tocsin_machine()) and (member_id = (select tocsin_viewer())
    or (brought_by = (select tocsin_viewer()) and answer is not null)));
create policy reads on appeals for select to tocsin_member
  using (not (select tocsin_machine()) and (member_id = (select tocsin_viewer())
    or exists (select from appeal_holders h where h.appeal_id = appeals.id and h.member_id = (select tocsin_viewer()))));
`,
}
