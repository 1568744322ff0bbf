export const migration356 = {
  name: '356-ends-moved',
  sql: `
-- A later end of somebody who is let in until a date, proposed by one operator; it waits for another. What becomes of it stands in the
-- log, and the row goes.
create table end_proposals (
  person_id uuid primary key references people,
  -- The end as whoever proposed saw it: where it was moved meanwhile, the proposal is none any more.
  had timestamptz not null,
  ends_at timestamptz not null check (ends_at > had),
  reason text not null,
  proposed_by uuid not null references people,
  proposed_at timestamptz not null,
  due_at timestamptz not null
);
create index end_proposals_due on end_proposals (due_at);
alter table end_proposals enable row level security;
grant select on end_proposals to tocsin_member;
create policy reads on end_proposals for select to tocsin_member
  using ((select tocsin_operates()) and not (select tocsin_machine()));
`,
}
