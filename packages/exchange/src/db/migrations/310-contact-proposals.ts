export const migration310 = {
  name: '310-contact-proposals',
  sql: `
-- Who holds a role of an office, as somebody who called it proposes it; another person, an operator, lets it stand or not.
create table contact_proposals (
  id uuid primary key,
  state text not null check (state in ('proposed', 'applied', 'refused')),
  jurisdiction text not null references jurisdictions,
  role text not null,
  rank integer not null,
  -- Empty once the address was erased.
  title text not null,
  email text not null,
  phone text,
  language text not null,
  -- SHA-256 of what stood on file, so that it changes nothing that changed meanwhile.
  onto bytea not null,
  why text not null,
  member_id uuid not null references members,
  proposed_by uuid not null references people,
  proposed_at timestamptz not null,
  settled_by uuid references people,
  settled_at timestamptz,
  reason text
);
create unique index contact_proposals_waiting on contact_proposals (jurisdiction, role, rank) where state = 'proposed';
create index contact_proposals_member on contact_proposals (member_id, proposed_at);
alter table contact_proposals enable row level security;
grant select on contact_proposals to tocsin_member;
create policy reads on contact_proposals for select to tocsin_member
  using ((select tocsin_operates()) or member_id = (select tocsin_viewer()));
`,
}
