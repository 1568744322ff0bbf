export const migration202 = {
  name: '202-intake',
  sql: `
-- What offices report by the links of their notices, to whoever sent the notice. Addresses of homes were struck out before.
create table office_reports (
  id uuid primary key,
  position bigint generated always as identity unique,
  reference text not null unique,
  target_id uuid not null references notice_targets,
  key text not null,
  jurisdiction text not null references jurisdictions,
  role text not null,
  to_member uuid not null references members,
  kind text not null,
  seen_where text not null,
  -- What two reports of the same thing have in common: the host, or the words in small letters.
  where_key text not null,
  seen_at timestamptz,
  what text not null,
  struck int not null,
  received_at timestamptz not null,
  answer_by timestamptz not null,
  state text not null check (state in ('waiting', 'escalated', 'answered')),
  joined_to uuid references office_reports,
  log_index bigint not null,
  unique (target_id, key)
);
create index office_reports_to on office_reports (to_member, position);
create index office_reports_place on office_reports (jurisdiction, role, position);
create index office_reports_due on office_reports (answer_by) where state = 'waiting';
create index office_reports_joined on office_reports (joined_to) where joined_to is not null;

-- Evidence, in quarantine: the bytes are given to be saved and never shown. Without bytes only its hash was kept.
create table report_files (
  report_id uuid not null references office_reports,
  sha256 text not null,
  name text not null,
  size int not null,
  state text not null check (state in ('kept', 'unsearched', 'withheld')),
  content bytea,
  primary key (report_id, sha256)
);

create table report_events (
  id bigint generated always as identity primary key,
  report_id uuid not null references office_reports,
  at timestamptz not null,
  kind text not null check (kind in ('received', 'escalated', 'joined', 'parted', 'answered')),
  by_member uuid references members,
  words text,
  log_index bigint not null
);
create index report_events_report on report_events (report_id, id);

alter table office_reports enable row level security;
alter table report_files enable row level security;
alter table report_events enable row level security;
grant select on office_reports, report_events to tocsin_member;
grant select (report_id, sha256, name, size, state) on report_files to tocsin_member;
create policy reads on office_reports for select to tocsin_member using (to_member = (select tocsin_viewer()));
create policy reads on report_files for select to tocsin_member
  using (exists (select from office_reports r where r.id = report_files.report_id));
create policy reads on report_events for select to tocsin_member
  using (exists (select from office_reports r where r.id = report_events.report_id));
`,
}
