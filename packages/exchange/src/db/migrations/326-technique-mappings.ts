export const migration326 = {
  name: '326-technique-mappings',
  sql: `
-- Who numbers a technique, and the kill chain of its phases; null where its framework does not say, and of those from before.
alter table techniques add column source text, add column chain text;

-- What a member maps of its own to techniques, for itself alone. Each time that something is said of it is a row; the one of the
-- highest version holds.
create table technique_mappings (
  id uuid primary key,
  member_id uuid not null references members,
  technique_id uuid not null references techniques,
  kind text not null check (kind in ('finding', 'report', 'release')),
  ref uuid not null,
  unique (member_id, kind, ref, technique_id)
);
create index technique_mappings_technique on technique_mappings (technique_id, member_id);
create index technique_mappings_ref on technique_mappings (ref);
create table technique_mapping_says (
  mapping_id uuid not null references technique_mappings,
  version int not null,
  member_id uuid not null references members,
  state text not null check (state in ('stands', 'revoked')),
  confidence text not null check (confidence in ('low', 'moderate', 'high')),
  note text,
  person_id uuid not null references people,
  at timestamptz not null,
  -- What the technique was called then, and which version of it.
  technique jsonb not null,
  log_index bigint not null,
  primary key (mapping_id, version)
);
alter table technique_mappings enable row level security;
alter table technique_mapping_says enable row level security;
grant select on technique_mappings, technique_mapping_says to tocsin_member;
create policy reads on technique_mappings for select to tocsin_member using (member_id = (select tocsin_viewer()));
create policy reads on technique_mapping_says for select to tocsin_member using (member_id = (select tocsin_viewer()));
`,
}
