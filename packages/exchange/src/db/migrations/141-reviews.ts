export const migration141 = {
  name: '141-reviews',
  sql: `
-- Messages of government bodies to platforms and campaigns, on their way past a second person. For their member alone.
create table messages (
  id uuid primary key,
  position bigint generated always as identity,
  member_id uuid not null references members,
  author uuid not null references people,
  group_id uuid not null references groups,
  title text not null,
  type text not null,
  state text not null check (state in ('submitted', 'returned', 'approved', 'withdrawn', 'timed-out')),
  revision int not null,
  submitted_at timestamptz not null,
  due_at timestamptz,
  release_id uuid references releases,
  check ((state = 'submitted') = (due_at is not null)),
  check ((state = 'approved') = (release_id is not null))
);
create index messages_of_member on messages (member_id, position);
create index messages_due on messages (due_at) where due_at is not null;

-- What was submitted each time, byte for byte.
create table message_revisions (
  message_id uuid not null references messages,
  revision int not null,
  member_id uuid not null,
  draft text not null,
  sha256 bytea not null,
  submitted_at timestamptz not null,
  primary key (message_id, revision)
);

-- What each reviewer was shown and when: the digest stands for draft, receivers and rules, "seen" says who they were.
create table message_looks (
  message_id uuid not null references messages,
  person_id uuid not null references people,
  digest text not null,
  revision int not null,
  member_id uuid not null,
  policies text not null,
  seen jsonb not null,
  at timestamptz not null,
  primary key (message_id, person_id, digest)
);

create table message_events (
  id bigint generated always as identity primary key,
  message_id uuid not null references messages,
  member_id uuid not null,
  at timestamptz not null,
  what text not null,
  person_id uuid,
  revision int not null,
  note text,
  log_index bigint not null
);
create index message_events_of on message_events (message_id, id);

alter table messages enable row level security;
alter table message_revisions enable row level security;
alter table message_looks enable row level security;
alter table message_events enable row level security;
grant select on messages, message_revisions, message_looks, message_events to tocsin_member;
create policy reads on messages for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));
create policy reads on message_revisions for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));
create policy reads on message_looks for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));
create policy reads on message_events for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));
`,
}
