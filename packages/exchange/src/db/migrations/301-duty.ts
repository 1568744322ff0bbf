/** Whether whoever reads is a body of government. */
const GOVERNS = `(select m.kind in ('agency', 'office') from members m where m.id = (select tocsin_viewer()))`

export const migration301 = {
  name: '301-duty',
  sql: `
-- Who of a member is on duty when. Its own people alone read it; it counts once the person has taken it.
create table duty_shifts (
  id uuid primary key,
  member_id uuid not null references members,
  person_id uuid not null references people,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  zone text not null,
  state text not null check (state in ('offered', 'taken', 'declined', 'withdrawn', 'given-back')),
  made_by uuid not null references people,
  made_at timestamptz not null,
  answered_by uuid references people,
  answered_at timestamptz
);
create index duty_shifts_member on duty_shifts (member_id, until_at);
create index duty_shifts_taken on duty_shifts (person_id, until_at) where state = 'taken';

-- How the duty desk of a member is reached: no words, so that nothing passes here that the gate would hold.
create table duty_desks (
  member_id uuid primary key references members,
  phone text,
  email text,
  shown_to text not null check (shown_to in ('nobody', 'all-but-government', 'all')),
  person_id uuid not null references people,
  changed_at timestamptz not null
);

-- What somebody hands over at the end of a shift, for whoever of the member takes it.
create table duty_handovers (
  id uuid primary key,
  position bigint generated always as identity unique,
  member_id uuid not null references members,
  person_id uuid not null references people,
  at timestamptz not null,
  for_person uuid references people,
  declined_at timestamptz,
  waits text,
  watch text,
  state text not null check (state in ('open', 'taken', 'withdrawn')),
  answered_by uuid references people,
  answered_at timestamptz
);
create index duty_handovers_member on duty_handovers (member_id, position);
-- By reference alone: whoever may not read a step does not read it there.
create table duty_handover_steps (
  handover_id uuid not null references duty_handovers,
  step_id uuid not null references case_steps,
  primary key (handover_id, step_id)
);

alter table duty_shifts enable row level security;
alter table duty_desks enable row level security;
alter table duty_handovers enable row level security;
alter table duty_handover_steps enable row level security;
grant select on duty_shifts, duty_handovers, duty_handover_steps to tocsin_member;
grant select (member_id, phone, email, shown_to) on duty_desks to tocsin_member;
create policy reads on duty_shifts for select to tocsin_member
  using (not (select tocsin_machine()) and member_id = (select tocsin_viewer()));
create policy reads on duty_desks for select to tocsin_member
  using (not (select tocsin_machine()) and (member_id = (select tocsin_viewer())
    or (member_id = any((select tocsin_group_mates())::uuid[])
      and (shown_to = 'all' or (shown_to = 'all-but-government' and not ${GOVERNS})))));
create policy reads on duty_handovers for select to tocsin_member
  using (not (select tocsin_machine()) and member_id = (select tocsin_viewer()));
create policy reads on duty_handover_steps for select to tocsin_member
  using (exists (select from duty_handovers h where h.id = duty_handover_steps.handover_id));
`,
}
