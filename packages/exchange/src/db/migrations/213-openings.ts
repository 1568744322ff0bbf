export const migration213 = {
  name: '213-openings',
  sql: `
-- The key holders that a decision was sealed to beside its member, in the order of their shares; none where the charter named none.
alter table decisions add column holders uuid[] not null default '{}', add column holder_keys uuid[] not null default '{}';

-- Key holders named by a charter are asked to open what a member decided. For them and for that member alone; the sender of the
-- release is none of them. Whether anything was decided nobody learns by asking.
create table openings (
  id uuid primary key,
  release_id uuid not null references releases,
  member_id uuid not null references members,
  asker uuid not null references members,
  asked_by uuid not null references people,
  asked_at timestamptz not null,
  authority text not null,
  reason text not null,
  opener_key text not null,
  holders uuid[] not null,
  state text not null check (state in ('asked', 'agreed', 'nothing', 'opened', 'declined', 'lapsed')),
  due_at timestamptz,
  decision_id uuid references decisions,
  check ((state in ('asked', 'agreed')) = (due_at is not null))
);
create index openings_due on openings (due_at) where due_at is not null;
create table opening_steps (
  opening_id uuid not null references openings,
  holder uuid not null references members,
  step text not null check (step in ('agreed', 'declined', 'passed')),
  person_id uuid not null references people,
  at timestamptz not null,
  share bytea,
  primary key (opening_id, holder, step),
  check ((step = 'passed') = (share is not null))
);
alter table openings enable row level security;
alter table opening_steps enable row level security;
grant select (id, release_id, member_id, asker, asked_at, authority, reason, opener_key, holders, state, due_at) on openings
  to tocsin_member;
grant select (opening_id, holder, step, at) on opening_steps to tocsin_member;
create policy reads on openings for select to tocsin_member
  using (not (select tocsin_machine())
    and ((select tocsin_viewer()) = any(holders) or member_id = (select tocsin_viewer())));
create policy reads on opening_steps for select to tocsin_member
  using (exists (select from openings o where o.id = opening_steps.opening_id));
`,
}
