export const migration305 = {
  name: '305-lookback',
  sql: `
-- What a member keeps of its own, to be held against what it is given later. Its digests are made under a key of its own, which
-- no reader sees; addresses stand as they are, since blocks of them are looked for.
create table lookback_members (
  member_id uuid primary key references members,
  days int not null check (days between 1 and 400),
  key bytea not null check (length(key) = 32)
);
create table lookback_lists (
  id uuid primary key,
  member_id uuid not null references members,
  person_id uuid references people,
  state text not null check (state in ('reading', 'kept')),
  name text not null,
  format text not null default '',
  kept_at timestamptz not null,
  ends_at timestamptz not null,
  lines bigint not null default 0,
  timeless bigint not null default 0,
  assumed bigint not null default 0,
  things jsonb not null default '[]',
  left_out jsonb not null default '{}',
  -- The place of the last release that it was held against, and by whose clock on the wall somebody is at work on the next.
  position bigint not null default 0,
  leased_until timestamptz
);
create index lookback_lists_of_member on lookback_lists (member_id);
create index lookback_lists_behind on lookback_lists (position) where state = 'kept';
create index lookback_lists_ending on lookback_lists (ends_at);
create table lookback_items (
  list_id uuid not null references lookback_lists on delete cascade,
  member_id uuid not null,
  kind smallint not null,
  digest bytea not null,
  lines int not null,
  first_at timestamptz,
  last_at timestamptz,
  primary key (list_id, kind, digest)
);
create table lookback_matches (
  list_id uuid not null references lookback_lists on delete cascade,
  release_id uuid not null references releases,
  member_id uuid not null,
  matched_at timestamptz not null,
  looked_for int not null,
  hits int not null,
  lines bigint not null,
  first_at timestamptz,
  last_at timestamptz,
  left_out jsonb not null,
  rule text,
  opened_at timestamptz,
  primary key (list_id, release_id)
);
create index lookback_matches_of_member on lookback_matches (member_id, release_id);
create table lookback_hits (
  list_id uuid not null references lookback_lists on delete cascade,
  release_id uuid not null references releases,
  member_id uuid not null,
  object_row bigint not null,
  -- Which of the values of the object, from 0.
  place int not null,
  stix_id text not null,
  kind smallint not null,
  things int not null,
  lines bigint not null,
  first_at timestamptz,
  last_at timestamptz,
  found_at timestamptz not null,
  -- When the indicator stops being in force, as its own version says.
  until timestamptz,
  primary key (release_id, list_id, object_row, place)
);
create index lookback_hits_of_list on lookback_hits (list_id);
-- Releases that hold an indicator which comes into force later.
create table lookback_later (
  list_id uuid not null references lookback_lists on delete cascade,
  release_id uuid not null references releases,
  due_at timestamptz not null,
  primary key (list_id, release_id)
);
create index lookback_later_due on lookback_later (due_at);

alter table lookback_members enable row level security;
alter table lookback_lists enable row level security;
alter table lookback_items enable row level security;
alter table lookback_matches enable row level security;
alter table lookback_hits enable row level security;
alter table lookback_later enable row level security;
grant select (member_id, days) on lookback_members to tocsin_member;
grant select on lookback_lists, lookback_items, lookback_matches, lookback_hits to tocsin_member;
create policy reads on lookback_members for select to tocsin_member using (member_id = (select tocsin_viewer()));
create policy reads on lookback_lists for select to tocsin_member using (member_id = (select tocsin_viewer()));
create policy reads on lookback_items for select to tocsin_member using (member_id = (select tocsin_viewer()));
create policy reads on lookback_matches for select to tocsin_member using (member_id = (select tocsin_viewer()));
create policy reads on lookback_hits for select to tocsin_member using (member_id = (select tocsin_viewer()));
`,
}
