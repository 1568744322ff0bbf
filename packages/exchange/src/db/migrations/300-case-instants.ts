/** Whether whoever reads and a member of this kind are a body of government and a platform or campaign. */
const APART = `(select case when m.kind in ('agency', 'office') then member_kind in ('platform', 'campaign')
  else m.kind in ('platform', 'campaign') and member_kind in ('agency', 'office') end from members m where m.id = (select tocsin_viewer()))`

export const migration300 = {
  name: '300-case-instants',
  sql: `
-- Instants that members of a case propose. Who reads one is frozen when it is proposed, as of a line of the plan.
create table case_instants (
  id uuid primary key,
  case_id uuid not null references cases,
  position bigint generated always as identity unique,
  kind text not null check (kind in ('act', 'disclosure', 'call')),
  member_id uuid not null references members,
  member_kind text not null,
  person_id uuid not null references people,
  proposed_at timestamptz not null,
  words text not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  heard uuid[] not null
);
create index case_instants_case on case_instants (case_id, position);

-- What a member says to one for itself. Whoever leaves the case has said nothing any more.
create table case_instant_says (
  instant_id uuid not null references case_instants,
  member_id uuid not null references members,
  member_kind text not null,
  person_id uuid not null references people,
  says text not null check (says in ('yes', 'no', 'unsaid')),
  said_at timestamptz not null,
  primary key (instant_id, member_id)
);

alter table case_instants enable row level security;
alter table case_instant_says enable row level security;
grant select (id, case_id, position, kind, member_id, member_kind, proposed_at, words, at, withdrawn_at) on case_instants to tocsin_member;
grant select (instant_id, member_id, member_kind, says) on case_instant_says to tocsin_member;
create policy reads on case_instants for select to tocsin_member
  using ((select tocsin_viewer()) = any(heard) and exists (select from cases c where c.id = case_instants.case_id));
create policy reads on case_instant_says for select to tocsin_member
  using (exists (select from case_instants i where i.id = case_instant_says.instant_id)
    and (member_id = (select tocsin_viewer()) or not ${APART}));

-- An instant goes along with a case that is merged.
alter table case_moved drop constraint case_moved_what_check;
alter table case_moved add constraint case_moved_what_check check (what in ('item', 'step', 'offer', 'line', 'instant'));
`,
}
