export const migration080 = {
  name: '080-contact-history',
  sql: `
-- Who changed contacts, when, and where the log says so.
create table contact_imports (
  id uuid primary key,
  at timestamptz not null,
  by_member uuid not null references members,
  by_person uuid references people,
  log_index bigint
);

-- What stood on file for an office, role and rank from "at" on, until the next of the same. Those without an import are
-- from before this was kept: what stood there earlier nobody knows. The log commits to each row by "commitment"; an
-- erased row has lost its words and its salt and keeps its place.
create table contact_changes (
  id bigint generated always as identity primary key,
  import_id uuid references contact_imports,
  contact_id uuid not null,
  jurisdiction text not null references jurisdictions,
  role text not null,
  rank int not null,
  at timestamptz not null,
  title text,
  email text,
  phone text,
  language text,
  salt bytea,
  commitment bytea,
  erased_at timestamptz
);
create index contact_changes_place on contact_changes (jurisdiction, role, rank, id);
create index contact_changes_import on contact_changes (import_id);
create index contact_changes_email on contact_changes (lower(email));
insert into contact_changes (contact_id, jurisdiction, role, rank, at, title, email, phone, language)
  select id, jurisdiction, role, rank, now(), title, email, phone, language from contacts;

alter table contact_changes enable row level security;
alter table contact_imports enable row level security;
grant select (id, import_id, contact_id, jurisdiction, role, rank, at, title, email, phone, language, commitment, erased_at)
  on contact_changes to tocsin_member;
grant select on contact_imports to tocsin_member;
create policy reads on contact_changes for select to tocsin_member
  using (tocsin_operates()
    or jurisdiction in (select j.id from jurisdictions j where j.lineage @> array[tocsin_place()])
    or exists (select 1 from members m where m.id = tocsin_viewer() and m.kind = 'agency'));
create policy reads on contact_imports for select to tocsin_member
  using (exists (select 1 from contact_changes c where c.import_id = contact_imports.id));
`,
}
