export const migration315 = {
  name: '315-public-reports',
  sql: `
-- What anybody reports with no account, in a list of its own. Addresses of homes were struck out before; identifiers of people are
-- masked in what readers get, and the words as they were written are read by the exchange alone, once a person opens them.
create table public_reports (
  id uuid primary key,
  position bigint generated always as identity unique,
  reference text not null unique,
  code_hash bytea not null,
  proof_hash bytea not null unique,
  to_member uuid not null references members,
  kind text not null,
  seen_where text,
  what text,
  masked_where text,
  masked_what text,
  masked int not null,
  struck int not null,
  received_at timestamptz not null,
  answer_by timestamptz not null,
  state text not null check (state in ('waiting', 'escalated', 'answered', 'withdrawn', 'erased')),
  log_index bigint not null,
  constraint public_reports_erased check ((state in ('withdrawn', 'erased')) = (what is null)
    and (what is null) = (seen_where is null) and (what is null) = (masked_what is null) and (what is null) = (masked_where is null))
);
create index public_reports_open on public_reports (to_member, answer_by, position) where state in ('waiting', 'escalated');
create index public_reports_due on public_reports (answer_by) where state = 'waiting';
create index public_reports_received on public_reports (to_member, received_at);

create table public_report_events (
  id bigint generated always as identity primary key,
  report_id uuid not null references public_reports,
  at timestamptz not null,
  kind text not null check (kind in ('received', 'opened', 'escalated', 'answered', 'withdrawn', 'erased')),
  words text,
  log_index bigint not null
);
create index public_report_events_report on public_report_events (report_id, id);

alter table public_reports enable row level security;
alter table public_report_events enable row level security;
grant select (id, position, reference, to_member, kind, masked_where, masked_what, masked, struck, received_at, answer_by, state, log_index)
  on public_reports to tocsin_member;
grant select on public_report_events to tocsin_member;
create policy reads on public_reports for select to tocsin_member using (to_member = (select tocsin_viewer()));
create policy reads on public_report_events for select to tocsin_member
  using (exists (select from public_reports r where r.id = public_report_events.report_id));
`,
}
