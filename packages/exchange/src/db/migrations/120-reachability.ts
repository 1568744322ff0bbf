export const migration120 = {
  name: '120-reachability',
  sql: `
-- A test of reachability is a notice before an election; "follows" is the test of all offices that a reminder is about.
alter table notices add column election_id uuid references elections, add column follows uuid references notices;
create index notices_election on notices (election_id) where election_id is not null;

-- Tests that go out so many days before an election, or did not and why.
create table reachability_plans (
  id uuid primary key,
  election_id uuid not null references elections,
  from_member uuid not null references members,
  person_id uuid references people,
  days_before int not null,
  unanswered_only boolean not null,
  who_to_call text not null,
  answer_within int not null,
  made_at timestamptz not null,
  settled_at timestamptz,
  outcome text
);
create index reachability_plans_open on reachability_plans (election_id) where settled_at is null;
alter table reachability_plans enable row level security;
grant select on reachability_plans to tocsin_member;
create policy reads on reachability_plans for select to tocsin_member
  using (from_member = tocsin_viewer() or tocsin_operates());

-- Minutes that an office has where an election near it leaves less than the notice gives.
alter table notice_targets add column answer_within int;
alter table elections add column clocks jsonb not null default '[]';
`,
}
