export const migration266 = {
  name: '266-vendors',
  sql: `
-- Vendors of election systems. Each is told under a node of its own below the country, so that its contacts, clocks and answers
-- are kept like those of an office.
create table vendors (
  id uuid primary key,
  jurisdiction text not null unique references jurisdictions,
  name text not null,
  domains text[] not null,
  ended_at timestamptz,
  version int not null
);
create unique index vendors_name on vendors (lower(name));
create table vendor_systems (
  id uuid primary key,
  vendor_id uuid not null references vendors,
  kind text not null,
  name text not null,
  version text not null default '',
  unique (vendor_id, kind, name, version)
);
-- Which place runs what, since a day and until before another.
create table system_runs (
  id uuid primary key,
  place text not null references jurisdictions,
  system_id uuid not null references vendor_systems,
  since date not null,
  until date check (until > since),
  unique (place, system_id, since)
);
create index system_runs_system on system_runs (system_id);

-- What is proposed by one person and let stand by another; "done" is what taking it back needs.
create table vendor_changes (
  id uuid primary key,
  state text not null check (state in ('proposed', 'applied', 'refused', 'undone')),
  content jsonb not null,
  done jsonb,
  undoes uuid references vendor_changes,
  proposed_by_member uuid not null references members,
  proposed_by uuid not null references people,
  proposed_at timestamptz not null,
  settled_by_member uuid references members,
  settled_by uuid references people,
  settled_at timestamptz,
  reason text,
  log_index bigint not null
);
create unique index vendor_changes_undone on vendor_changes (undoes) where state in ('proposed', 'applied');
create index vendor_changes_waiting on vendor_changes (proposed_at) where state = 'proposed';

-- The vendor or system that a notice is about.
alter table notices add column vendor_id uuid references vendors, add column system_id uuid references vendor_systems;

-- Names of what a notice is about, for whoever may see the notice.
create function tocsin_vendor_name(notice uuid) returns text language sql stable security definer
  set search_path from current
  return (select v.name from notices n join vendors v on v.id = n.vendor_id where n.id = notice);
create function tocsin_system_name(notice uuid) returns text language sql stable security definer
  set search_path from current
  return (select s.name from notices n join vendor_systems s on s.id = n.system_id where n.id = notice);

alter table vendors enable row level security;
alter table vendor_systems enable row level security;
alter table system_runs enable row level security;
alter table vendor_changes enable row level security;
grant select on vendors, vendor_systems, system_runs, vendor_changes to tocsin_member;
create policy reads on vendors for select to tocsin_member
  using ((select tocsin_operates()) or jurisdiction = (select tocsin_place())
    or exists (select from members m where m.id = (select tocsin_viewer()) and m.kind in ('agency', 'hub', 'office')));
create policy reads on vendor_systems for select to tocsin_member
  using (exists (select from vendors v where v.id = vendor_systems.vendor_id));
-- Which place runs what is for operators, the office of the place and those of the places above it.
create policy reads on system_runs for select to tocsin_member
  using ((select tocsin_operates())
    or place in (select j.id from jurisdictions j where j.lineage @> array[(select tocsin_place())]));
create policy reads on vendor_changes for select to tocsin_member
  using ((select tocsin_operates()) or proposed_by_member = (select tocsin_viewer()));
`,
}
