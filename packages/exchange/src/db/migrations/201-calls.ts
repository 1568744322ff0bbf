export const migration201 = {
  name: '201-calls',
  sql: `
-- Calls by telephone to offices that did not answer otherwise. from_member stands here again for row-level security.
create table notice_calls (
  id uuid primary key,
  notice_id uuid not null references notices,
  target_id uuid not null references notice_targets,
  from_member uuid not null references members,
  person_id uuid not null references people,
  rank int not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null,
  wrong_codes int not null default 0,
  ended_at timestamptz,
  outcome text check (outcome in ('told', 'understood', 'reached', 'not-reached', 'wrong-number', 'wrong-code')),
  spoke_with text,
  -- Of the latest entry of the log on it: its beginning, then its end.
  log_index bigint not null
);
create index notice_calls_target on notice_calls (target_id, begun_at);
create index notice_calls_open on notice_calls (ends_at) where ended_at is null;
alter table notice_calls enable row level security;
grant select on notice_calls to tocsin_member;
create policy reads on notice_calls for select to tocsin_member using (from_member = (select tocsin_viewer()));
`,
}
