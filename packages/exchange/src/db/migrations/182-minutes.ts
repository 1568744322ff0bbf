export const migration182 = {
  name: '182-minutes',
  sql: `
-- The minutes as they were closed, byte for byte, which each side confirms, corrects or dissents from until they are sealed.
alter table meetings add column closed_at timestamptz, add column due_at timestamptz, add column minutes_text text,
  add column minutes_sha256 text, add column sealed_at timestamptz, add column seal_text text, add column seal_sha256 text,
  add column seal_index bigint;
create index meetings_due on meetings (due_at) where state = 'closed';

create table meeting_answers (
  meeting_id uuid not null references meetings,
  member_id uuid not null references members,
  answer text not null check (answer in ('confirmed', 'corrected', 'dissented')),
  words text,
  version int not null,
  answered_by uuid not null references people,
  at timestamptz not null,
  primary key (meeting_id, member_id)
);
alter table meeting_answers enable row level security;
grant select on meeting_answers to tocsin_member;
create policy reads on meeting_answers for select to tocsin_member
  using (exists (select from meetings m where m.id = meeting_answers.meeting_id));

-- Meetings of bodies of government with platforms or campaigns, for everybody.
create table register_meetings (
  id uuid primary key references meetings,
  position bigint generated always as identity unique,
  held_at timestamptz not null,
  sealed_at timestamptz not null,
  purpose text not null,
  bodies text[] not null,
  participants jsonb not null,
  said jsonb not null,
  not_taken int not null,
  content_hash text not null,
  log_index bigint not null,
  text_from timestamptz not null,
  text text not null
);
alter table register_meetings enable row level security;
`,
}
