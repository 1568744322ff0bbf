/** Whether whoever reads is a body of government; to it platforms and campaigns are no measure. */
const GOVERNS = `(select m.kind in ('agency', 'office') from members m where m.id = (select tocsin_viewer()))`

export const migration255 = {
  name: '255-cases',
  sql: `
-- Members of a group work on something together. Who may read it is kept beside it, so that every row below asks this one.
create table cases (
  id uuid primary key,
  position bigint generated always as identity unique,
  group_id uuid not null references groups,
  opened_by uuid not null references members,
  opener uuid not null references people,
  opened_at timestamptz not null,
  title text not null,
  -- None where the exchange named it.
  titled_by uuid references members,
  purpose text not null,
  state text not null check (state in ('open', 'closed')),
  closed_at timestamptz,
  -- Invited and not declined, or joined and not left.
  readers uuid[] not null
);
create index cases_readers on cases using gin (readers);

-- Who was ever invited. What became of it stands apart, since not everybody may see it.
create table case_members (
  case_id uuid not null references cases,
  member_id uuid not null references members,
  kind text not null,
  invited_by uuid not null references members,
  invited_at timestamptz not null,
  primary key (case_id, member_id)
);
create table case_standings (
  case_id uuid not null references cases,
  member_id uuid not null references members,
  kind text not null,
  state text not null check (state in ('invited', 'joined', 'declined', 'left')),
  leads boolean not null,
  changed_at timestamptz not null,
  primary key (case_id, member_id)
);

-- What a case is about, by reference alone: whoever could not see it before does not see it here.
create table case_items (
  id uuid primary key,
  case_id uuid not null references cases,
  position bigint generated always as identity unique,
  kind text not null check (kind in ('release', 'finding', 'report', 'notice', 'meeting')),
  ref uuid not null,
  member_id uuid not null references members,
  member_kind text not null,
  person_id uuid not null references people,
  added_at timestamptz not null,
  -- To a body of government no hour of a platform is said.
  day text not null,
  taken_out_at timestamptz
);
create index case_items_case on case_items (case_id, position);
create unique index case_items_once on case_items (case_id, kind, ref) where taken_out_at is null;

-- The time line. Of an item it is for whoever sees the item, else for those who could read when it was written.
create table case_events (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases,
  at timestamptz not null,
  act text not null,
  member_id uuid not null references members,
  member_kind text not null,
  person_id uuid not null references people,
  about uuid references members,
  item_id uuid references case_items,
  heard uuid[] not null
);
create index case_events_case on case_events (case_id, id);

alter table cases enable row level security;
alter table case_members enable row level security;
alter table case_standings enable row level security;
alter table case_items enable row level security;
alter table case_events enable row level security;
grant select (id, position, group_id, opened_by, opened_at, title, titled_by, purpose, state, closed_at) on cases to tocsin_member;
grant select on case_members, case_standings to tocsin_member;
grant select (id, case_id, position, kind, ref, member_id, member_kind, day, taken_out_at) on case_items to tocsin_member;
grant select (id, case_id, at, act, member_id, member_kind, about, item_id) on case_events to tocsin_member;

create policy reads on cases for select to tocsin_member
  using (not (select tocsin_machine()) and (select tocsin_viewer()) = any(readers));
create policy reads on case_members for select to tocsin_member
  using (exists (select from cases c where c.id = case_members.case_id));
create policy reads on case_standings for select to tocsin_member
  using (exists (select from cases c where c.id = case_standings.case_id)
    and (member_id = (select tocsin_viewer()) or not (kind in ('platform', 'campaign') and ${GOVERNS})));
-- An operator sees envelopes of what others sent, each look on record, and none of them here.
create policy reads on case_items for select to tocsin_member
  using (exists (select from cases c where c.id = case_items.case_id) and case kind
    when 'release' then exists (select from releases r where r.id = case_items.ref
      and (r.from_member = (select tocsin_viewer()) or exists (select from release_recipients rr
        where rr.release_id = r.id and rr.member_id = (select tocsin_viewer()))))
    when 'finding' then exists (select from findings f where f.id = case_items.ref)
    when 'report' then exists (select from office_reports o where o.id = case_items.ref)
    when 'notice' then exists (select from notices n where n.id = case_items.ref
      and (n.from_member = (select tocsin_viewer()) or not (select tocsin_operates())))
    when 'meeting' then exists (select from meetings t where t.id = case_items.ref)
    else false end);
create policy reads on case_events for select to tocsin_member
  using (exists (select from cases c where c.id = case_events.case_id) and case
    when item_id is null then (select tocsin_viewer()) = any(heard)
    else exists (select from case_items i where i.id = case_events.item_id)
      and not (member_kind in ('platform', 'campaign') and ${GOVERNS}) end);

-- What a rule refused in a case is the member's own: operators see no case that their member is not in.
create policy cases on refusals as restrictive for select to tocsin_member
  using (act not like 'case.%' or by_member = (select tocsin_viewer()));
`,
}
