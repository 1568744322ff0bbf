import { RELEASE } from './release.ts'

export const migration010 = {
  name: '010-release',
  sql: `
-- An act, or a whole release, is written in one call: every row of it, its place in the log and its announcement. What
-- these functions guarantee themselves is not checked again row by row.
alter table objects drop constraint objects_owner_fkey;
alter table release_recipients drop constraint release_recipients_release_id_fkey;
alter table taxii_feed drop constraint taxii_feed_release_id_fkey;
alter table log_payloads drop constraint log_payloads_index_fkey;

-- Objects of a release are kept as runs of rows: those that come in together stand together.
drop view taxii_items;
drop policy reads on objects;
alter table release_objects rename to release_single_objects;
create table release_objects (
  release_id uuid not null,
  -- The place in the release of the run's first object.
  ord int not null,
  first_row bigint not null,
  last_row bigint not null,
  from_member uuid not null,
  -- Whether one of its objects stands in taxii_repeated; where none does, nobody need ask for each.
  repeated boolean not null default false,
  primary key (release_id, ord)
);
insert into release_objects
  select release_id, min(ord), min(object_row), max(object_row), from_member, true
  from release_single_objects group by release_id, from_member, object_row - ord;
drop table release_single_objects;
create index release_objects_rows on release_objects using gist (int8range(first_row, last_row, '[]'));

-- Ids and versions are compared as bytes, and one index serves both the id alone and uniqueness.
alter table objects drop constraint objects_owner_stix_id_version_key;
drop index objects_stix_id;
alter table objects alter column stix_id type text collate "C", alter column version type text collate "C";
create unique index objects_version on objects (stix_id, version, owner);
alter table taxii_repeated alter column stix_id type text collate "C";

alter table release_objects enable row level security;
grant select on release_objects to tocsin_member;
create policy reads on release_objects for select to tocsin_member
  using (from_member = tocsin_viewer() or exists (
    select 1 from release_recipients rr where rr.release_id = release_objects.release_id and rr.member_id = tocsin_viewer()
      and rr.withdrawn_at is null and (rr.expires_at is null or rr.expires_at > tocsin_now())
      and (rr.feed_refusal is null or not tocsin_machine())));
create policy reads on objects for select to tocsin_member
  using (owner = tocsin_viewer() or exists (
    select 1 from release_objects ro join release_recipients rr on rr.release_id = ro.release_id
    where int8range(ro.first_row, ro.last_row, '[]') @> objects.row and rr.member_id = tocsin_viewer()
      and rr.withdrawn_at is null and (rr.expires_at is null or rr.expires_at > tocsin_now())
      and (rr.feed_refusal is null or not tocsin_machine())));

-- What the viewing member's feeds hold now, by runs and by objects; "added" is "row" plus "shift", by which an index finds
-- it. Like every view they read as their owner, so this condition is the guard.
create view taxii_runs as
  select f.group_id, f.upto, f.release_id, ro.ord as run, ro.first_row, ro.last_row, ro.repeated,
    f.upto - f.object_count + ro.ord - ro.first_row as shift, f.from_member, f.object_count, f.expires_at,
    exists (select 1 from release_recipients rr where rr.release_id = f.release_id and rr.member_id = f.member_id
      and rr.read_at is null) as unread
  from taxii_feed f join release_objects ro on ro.release_id = f.release_id
  where f.member_id = tocsin_viewer() and not f.recalled
    and (f.expires_at is null or f.expires_at > tocsin_now());
create view taxii_items as
  select r.group_id, r.upto, r.release_id, r.run, o.row, r.shift, r.shift + o.row as added, o.stix_id, o.type, o.version,
    o.version::timestamptz as version_at, o.spec_version, o.body, r.from_member, r.object_count, r.expires_at
  from taxii_runs r join objects o on o.row between r.first_row and r.last_row;
grant select on taxii_runs, taxii_items to tocsin_member;

drop trigger taxii_date on releases;
drop function tocsin_taxii_date();
drop trigger taxii_sent on releases;
drop function tocsin_taxii_sent();
drop trigger taxii_received on release_recipients;
drop function tocsin_taxii_received();
drop function tocsin_taxii_repeated();
drop index releases_taxii_upto;

-- How all feeds stand, in one row. "horizon" is the date added of the newest object anywhere; "changes" counts what is
-- more than an addition at a feed's end: pages and feeds kept in memory are good for one count.
create table taxii_state (changes bigint not null, horizon bigint not null);
insert into taxii_state
  select count, (select coalesce(max(taxii_upto), 0) from releases) from taxii_changes;
drop table taxii_changes;

create function tocsin_taxii_changed() returns trigger language plpgsql set search_path from current as $fn$
begin
  update taxii_state set changes = changes + 1;
  return null;
end $fn$;
create or replace function tocsin_taxii_recalled() returns trigger language plpgsql set search_path from current as $fn$
begin
  update taxii_feed set recalled = new.recalled_at is not null where release_id = new.id;
  update taxii_state set changes = changes + 1;
  return null;
end $fn$;
create trigger taxii_changed after insert or update or delete on groups
  for each statement execute function tocsin_taxii_changed();
create trigger taxii_changed after insert or update or delete on group_members
  for each statement execute function tocsin_taxii_changed();

-- Appends acts to the log and returns the place of the first. 7063212 is the commit order lock: places are given under
-- it, so they have no gaps, and it is held until the transaction ends.
create function tocsin_append_log(acts json) returns bigint language plpgsql set search_path from current as $fn$
declare
  first bigint;
begin
  perform pg_advisory_xact_lock(7063212);
  select coalesce(max(index) + 1, 0) into first from log_entries;
  with given as (
    select first + row_number() over () - 1 as index, x.*
    from json_to_recordset(acts) as x(leaf text, subject text, salt text, payload text, members uuid[])
  ), entries as (
    insert into log_entries (index, leaf) select index, leaf from given
  )
  insert into log_payloads (index, subject, salt, payload, members)
    select index, subject, decode(salt, 'base64'), payload, members from given;
  return first;
end $fn$;

-- Tells the live screens of members. Ids are drawn under the commit order lock: a screen that comes back misses none.
create function tocsin_announce(event_kind text, event_subject text, event_at timestamptz, event_members uuid[])
  returns void language plpgsql set search_path from current as $fn$
declare
  event_id bigint;
begin
  if cardinality(event_members) = 0 then return; end if;
  perform pg_advisory_xact_lock(7063212);
  insert into live_events (kind, subject, at, members)
    values (event_kind, event_subject, event_at, event_members) returning id into event_id;
  perform pg_notify('tocsin_live', event_id::text);
end $fn$;

${RELEASE}
-- Notes which objects of a release stand in another one, or in another version.
create function tocsin_taxii_repeat(release uuid, object_rows bigint[]) returns void
  language plpgsql set search_path from current as $fn$
begin
  insert into taxii_repeated
    select distinct o.stix_id from objects o
    where o.row = any(object_rows) and (
      exists (select 1 from objects other where other.stix_id = o.stix_id and other.row <> o.row)
      or exists (select 1 from release_objects ro
        where int8range(ro.first_row, ro.last_row, '[]') @> o.row and ro.release_id <> release))
    on conflict (stix_id) do update set stix_id = excluded.stix_id;
  if not found then return; end if;
  update release_objects ro set repeated = true
    from objects given join taxii_repeated t on t.stix_id = given.stix_id join objects o on o.stix_id = t.stix_id
    where given.row = any(object_rows) and int8range(ro.first_row, ro.last_row, '[]') @> o.row and not ro.repeated;
  update taxii_state set changes = changes + 1;
end $fn$;

-- What the verdicts on a release rest on, as one text: the group, and its members and the sender by name. Null when
-- one of the two is not there.
create function tocsin_standing(asked_group uuid, sender uuid) returns text
  language plpgsql stable set search_path from current as $fn$
begin
  return (
    select json_build_object(
      'id', g.id, 'purposes', g.purposes, 'maxTlp', g.max_tlp, 'basis', g.legal_basis, 'expiresAt', g.expires_at,
      'members', (
        select json_agg(json_build_object('id', m.id, 'name', m.name, 'kind', m.kind, 'active', m.active,
          'belongs', gm.member_id is not null) order by m.name)
        from members m left join group_members gm on gm.member_id = m.id and gm.group_id = g.id
        where gm.member_id is not null or m.id = sender))::text
    from groups g where g.id = asked_group and exists (select 1 from members where id = sender));
end $fn$;
`,
}
