export const migration002 = {
  name: '002-sharing',
  sql: `
-- Immutable: a version of an object as one member brought it, byte for byte.
create table objects (
  row bigint generated always as identity primary key,
  stix_id text not null,
  version text not null,
  type text not null,
  spec_version text not null,
  body text not null,
  sha256 bytea not null,
  owner uuid not null references members,
  received_at timestamptz not null,
  unique (owner, stix_id, version)
);
create index objects_stix_id on objects (stix_id);

create sequence release_position;
create table releases (
  id uuid primary key,
  position bigint not null unique,
  from_member uuid not null references members,
  person_id uuid references people,
  group_id uuid not null references groups,
  title text not null,
  tlp text not null,
  pap text not null,
  purpose text not null,
  basis text not null,
  expires_at timestamptz,
  -- Members named one by one; empty when the whole group was meant.
  named uuid[] not null default '{}',
  finding_id uuid,
  object_count int not null,
  digest text not null,
  released_at timestamptz not null,
  recalled_at timestamptz,
  recall_reason text,
  log_index bigint not null
);
-- One preview is sent once; the same may be released again after a recall.
create unique index releases_once on releases (from_member, digest) where recalled_at is null;
create index releases_from on releases (from_member, position desc);
create index releases_group on releases (group_id, position);

create table release_objects (
  release_id uuid not null references releases,
  ord int not null,
  object_row bigint not null references objects,
  from_member uuid not null,
  primary key (release_id, ord)
);
create index release_objects_row on release_objects (object_row);

-- Frozen when released. from_member and the two instants stand here again so that row-level
-- security decides on this row alone.
create table release_recipients (
  release_id uuid not null references releases,
  member_id uuid not null references members,
  from_member uuid not null,
  rule text not null,
  reason text not null,
  -- The rule that keeps it from machine exits (API keys, TAXII); null when these may carry it.
  feed_refusal text,
  expires_at timestamptz,
  withdrawn_at timestamptz,
  read_at timestamptz,
  recall_answer text,
  recall_note text,
  recall_answered_at timestamptz,
  -- Place in the log of the act of giving it to this member.
  log_index bigint not null,
  primary key (release_id, member_id)
);
create index release_recipients_member on release_recipients (member_id, release_id);

create table refusals (
  id uuid primary key,
  at timestamptz not null,
  act text not null,
  subject text not null,
  by_member uuid not null references members,
  to_member uuid references members,
  rule text not null,
  reason text not null,
  log_index bigint not null
);
create index refusals_by on refusals (by_member, at desc);

create function tocsin_machine() returns boolean language sql stable
  return coalesce(current_setting('tocsin.machine', true), 'no') = 'yes';

alter table objects enable row level security;
alter table releases enable row level security;
alter table release_objects enable row level security;
alter table release_recipients enable row level security;
alter table refusals enable row level security;
grant select on objects, releases, release_objects, release_recipients, refusals, members, groups, group_members, jurisdictions
  to tocsin_member;

create policy reads on release_recipients for select to tocsin_member
  using (member_id = tocsin_viewer() or from_member = tocsin_viewer() or tocsin_operates());
create policy reads on releases for select to tocsin_member
  using (from_member = tocsin_viewer() or tocsin_operates() or exists (
    select 1 from release_recipients rr where rr.release_id = releases.id and rr.member_id = tocsin_viewer()));
create policy reads on release_objects for select to tocsin_member
  using (from_member = tocsin_viewer() or exists (
    select 1 from release_recipients rr where rr.release_id = release_objects.release_id and rr.member_id = tocsin_viewer()
      and rr.withdrawn_at is null and (rr.expires_at is null or rr.expires_at > tocsin_now())
      and (rr.feed_refusal is null or not tocsin_machine())));
create policy reads on objects for select to tocsin_member
  using (owner = tocsin_viewer() or exists (
    select 1 from release_objects ro join release_recipients rr on rr.release_id = ro.release_id
    where ro.object_row = objects.row and rr.member_id = tocsin_viewer()
      and rr.withdrawn_at is null and (rr.expires_at is null or rr.expires_at > tocsin_now())
      and (rr.feed_refusal is null or not tocsin_machine())));
create policy reads on refusals for select to tocsin_member
  using (by_member = tocsin_viewer() or tocsin_operates());
`,
}
