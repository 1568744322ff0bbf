export const migration312 = {
  name: '312-scheduled-notices',
  sql: `
-- Notices that wait for an instant. Nothing of them stands in any table that offices are answered from.
create table scheduled_notices (
  id uuid primary key,
  position bigint generated always as identity,
  member_id uuid not null references members,
  person_id uuid not null references people,
  subject text not null,
  offices int not null,
  draft text,
  digest text not null,
  state text not null check (state in ('waiting', 'sent', 'stopped', 'failed')),
  made_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references people,
  notice_id uuid references notices,
  fault text,
  tries int not null default 0,
  retry_at timestamptz,
  check ((state = 'waiting') = (ended_at is null)),
  check ((state = 'waiting') = (draft is not null)),
  check ((state = 'sent') = (notice_id is not null))
);
create index scheduled_notices_of_member on scheduled_notices (member_id, position);
create index scheduled_notices_due on scheduled_notices (due_at) where state = 'waiting';
alter table scheduled_notices enable row level security;
grant select on scheduled_notices to tocsin_member;
create policy reads on scheduled_notices for select to tocsin_member using (member_id = (select tocsin_viewer()));
`,
}
