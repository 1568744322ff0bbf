export const migration212 = {
  name: '212-decisions',
  sql: `
-- Public keys of members. The private ones are never here.
create table decision_keys (
  id uuid primary key,
  member_id uuid not null references members,
  person_id uuid not null references people,
  public_key text not null,
  made_at timestamptz not null,
  unique (member_id, public_key)
);
alter table decision_keys enable row level security;
grant select on decision_keys to tocsin_member;
create policy reads on decision_keys for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));

-- What members decided about releases, sealed in their own browsers into envelopes of one size: for each its own, and nobody else's.
create table decisions (
  id uuid primary key,
  release_id uuid not null references releases,
  member_id uuid not null references members,
  person_id uuid not null references people,
  key_id uuid not null references decision_keys,
  made_at timestamptz not null,
  envelope bytea not null,
  commitment bytea not null,
  answer_id uuid not null references answer_leaves
);
create index decisions_of_member on decisions (member_id, release_id);
alter table decisions enable row level security;
grant select on decisions to tocsin_member;
create policy reads on decisions for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));
`,
}
