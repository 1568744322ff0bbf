export const migration350 = {
  name: '350-case-claims',
  sql: `
-- What a member claims in a case, for itself. Who reads it is frozen when it is written, as of a line of the plan. Claims are
-- neither changed nor merged: one that is held no more is withdrawn, and another one written.
create table case_claims (
  id uuid primary key,
  case_id uuid not null references cases,
  position bigint generated always as identity,
  about uuid references case_items,
  member_id uuid not null references members,
  member_kind text not null,
  person_id uuid not null references people,
  at timestamptz not null,
  words text not null,
  likelihood text not null check (likelihood in ('almost-no-chance', 'very-unlikely', 'unlikely', 'roughly-even-chance', 'likely',
    'very-likely', 'almost-certain')),
  confidence text not null check (confidence in ('low', 'moderate', 'high')),
  basis text not null,
  withdrawn_at timestamptz,
  heard uuid[] not null
);
create index case_claims_case on case_claims (case_id, position);
create index case_claims_about on case_claims (about) where about is not null;

alter table case_claims enable row level security;
grant select (id, case_id, position, about, member_id, member_kind, at, words, likelihood, confidence, basis, withdrawn_at) on case_claims
  to tocsin_member;
create policy reads on case_claims for select to tocsin_member
  using ((select tocsin_viewer()) = any(heard) and exists (select from cases c where c.id = case_claims.case_id));

-- A claim goes along with a case that is merged.
alter table case_moved drop constraint case_moved_what_check;
alter table case_moved add constraint case_moved_what_check check (what in ('item', 'step', 'offer', 'line', 'instant', 'claim'));
`,
}
