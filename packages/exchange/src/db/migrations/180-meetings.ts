export const migration180 = {
  name: '180-meetings',
  sql: `
-- A meeting of members of a group. It is for those who were called to it, the caller among them, and for people alone.
create table meetings (
  id uuid primary key,
  position bigint generated always as identity unique,
  group_id uuid not null references groups,
  caller uuid not null references members,
  called_by uuid not null references people,
  called_at timestamptz not null,
  invited uuid[] not null,
  title text not null,
  purpose text not null,
  basis text not null,
  tlp text not null,
  pap text not null,
  agenda text[] not null,
  day text not null,
  clock text not null,
  zone text not null,
  starts_at timestamptz not null,
  minutes int not null,
  way text not null check (way in ('in-person', 'telephone', 'video')),
  place text not null,
  follows uuid references meetings,
  state text not null check (state in ('called', 'open', 'closed', 'sealed', 'cancelled')),
  version int not null,
  sequence int not null,
  cancel_reason text,
  opened_at timestamptz,
  -- A body of government meets a platform or campaign.
  at_gate boolean not null,
  log_index bigint not null
);
create index meetings_invited on meetings using gin (invited);

-- Who was in the room for a member, stated by that member.
create table meeting_attendance (
  meeting_id uuid not null references meetings,
  member_id uuid not null references members,
  people jsonb not null,
  version int not null,
  stated_at timestamptz not null,
  stated_by uuid not null references people,
  primary key (meeting_id, member_id)
);

-- People who want no calendar files by mail; nobody else is told.
create table meeting_mail_declined (person_id uuid primary key references people);

-- Mails with a calendar file: of which meeting, and of which state of it.
alter table deliveries add column meeting_id uuid references meetings, add column meeting_sequence int;
create index deliveries_meeting on deliveries (meeting_id) where meeting_id is not null;

alter table meetings enable row level security;
alter table meeting_attendance enable row level security;
alter table meeting_mail_declined enable row level security;
grant select on meetings, meeting_attendance to tocsin_member;
create policy reads on meetings for select to tocsin_member
  using (not (select tocsin_machine()) and (select tocsin_viewer()) = any(invited));
create policy reads on meeting_attendance for select to tocsin_member
  using (exists (select from meetings m where m.id = meeting_attendance.meeting_id));
`,
}
