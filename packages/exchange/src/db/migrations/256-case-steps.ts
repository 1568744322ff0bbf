export const migration256 = {
  name: '256-case-steps',
  sql: `
-- What a member does in a case, by itself. Who reads it is frozen when it is made, so that whoever comes later reads none of it.
create table case_steps (
  id uuid primary key,
  case_id uuid not null references cases,
  position bigint generated always as identity unique,
  member_id uuid not null references members,
  member_kind text not null,
  made_at timestamptz not null,
  heard uuid[] not null,
  offer_id uuid
);
create index case_steps_case on case_steps (case_id, position);

-- Its versions, none of which is ever lost: what builds on an older one than stands is kept beside it until somebody of the
-- member chooses.
create table case_step_edits (
  id uuid primary key,
  step_id uuid not null references case_steps,
  seq bigint generated always as identity unique,
  member_id uuid not null references members,
  person_id uuid not null references people,
  at timestamptz not null,
  base uuid references case_step_edits,
  words text not null,
  due_at timestamptz,
  state text not null check (state in ('open', 'doing', 'done', 'dropped')),
  standing text not null check (standing in ('stands', 'beside', 'past'))
);
create index case_step_edits_step on case_step_edits (step_id, seq);
create unique index case_step_edits_stands on case_step_edits (step_id) where standing = 'stands';

-- A step that one member offers another, for these two alone.
create table case_offers (
  id uuid primary key,
  case_id uuid not null references cases,
  position bigint generated always as identity unique,
  from_member uuid not null references members,
  to_member uuid not null references members,
  person_id uuid not null references people,
  words text not null,
  due_at timestamptz,
  offered_at timestamptz not null,
  state text not null check (state in ('open', 'taken', 'declined', 'withdrawn')),
  answered_at timestamptz,
  answered_by uuid references people
);
create index case_offers_case on case_offers (case_id, position);

create table case_lines (
  id uuid primary key,
  case_id uuid not null references cases,
  position bigint generated always as identity unique,
  kind text not null check (kind in ('plan', 'note')),
  member_id uuid not null references members,
  member_kind text not null,
  person_id uuid not null references people,
  at timestamptz not null,
  words text not null,
  due_at timestamptz,
  struck_at timestamptz,
  heard uuid[] not null
);
create index case_lines_case on case_lines (case_id, position);

alter table case_steps enable row level security;
alter table case_step_edits enable row level security;
alter table case_offers enable row level security;
alter table case_lines enable row level security;
grant select (id, case_id, position, member_id, member_kind, made_at, offer_id) on case_steps to tocsin_member;
grant select (id, step_id, seq, member_id, at, base, words, due_at, state, standing) on case_step_edits to tocsin_member;
grant select (id, case_id, position, from_member, to_member, words, due_at, offered_at, state, answered_at) on case_offers
  to tocsin_member;
grant select (id, case_id, position, kind, member_id, member_kind, at, words, due_at, struck_at) on case_lines to tocsin_member;
create policy reads on case_steps for select to tocsin_member
  using ((select tocsin_viewer()) = any(heard) and exists (select from cases c where c.id = case_steps.case_id));
create policy reads on case_step_edits for select to tocsin_member
  using (exists (select from case_steps s where s.id = case_step_edits.step_id));
create policy reads on case_offers for select to tocsin_member
  using ((select tocsin_viewer()) in (from_member, to_member) and exists (select from cases c where c.id = case_offers.case_id));
create policy reads on case_lines for select to tocsin_member
  using ((select tocsin_viewer()) = any(heard) and exists (select from cases c where c.id = case_lines.case_id));
`,
}
