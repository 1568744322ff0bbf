export const migration009 = {
  name: '009-taxii',
  sql: `
-- One line a release and member that machines may carry it to, its sender among them. "upto" is the date added of
-- its last object in microseconds; the objects before it are a microsecond apart. It grows in commit order. What a page
-- needs of the release stands here again, so that reading joins nothing but the objects.
create table taxii_feed (
  member_id uuid not null,
  group_id uuid not null,
  upto bigint not null,
  release_id uuid not null references releases,
  object_count int not null,
  from_member uuid not null,
  expires_at timestamptz,
  recalled boolean not null default false,
  primary key (member_id, group_id, upto)
);
create index taxii_feed_release on taxii_feed (release_id, member_id);

-- Objects that were released more than once, in one version or several: only these need a look at their other versions.
create table taxii_repeated (stix_id text primary key);

-- Counts every change to a feed that is more than an addition at its end; pages kept whole are good for one count.
create table taxii_changes (count bigint not null);
insert into taxii_changes values (0);

create table taxii_statuses (
  id uuid primary key,
  member_id uuid not null references members,
  body text not null,
  received_at timestamptz not null
);
create index taxii_statuses_received on taxii_statuses (received_at);

alter table releases add column taxii_upto bigint;

-- 7063212 is the commit order lock: whoever writes a release holds it until the end of the transaction.
create function tocsin_taxii_date() returns trigger language plpgsql set search_path from current as $fn$
begin
  perform pg_advisory_xact_lock(7063212);
  new.taxii_upto := new.object_count + greatest(
    (extract(epoch from clock_timestamp()) * 1000000)::bigint,
    (select coalesce(max(taxii_upto), 0) from releases));
  return new;
end $fn$;
create index releases_taxii_upto on releases (taxii_upto);
create trigger taxii_date before insert on releases for each row execute function tocsin_taxii_date();

create function tocsin_taxii_sent() returns trigger language plpgsql set search_path from current as $fn$
begin
  insert into taxii_feed (member_id, group_id, upto, release_id, object_count, from_member, expires_at)
    select from_member, group_id, taxii_upto, id, object_count, from_member, expires_at from fresh;
  return null;
end $fn$;
create trigger taxii_sent after insert on releases
  referencing new table as fresh for each statement execute function tocsin_taxii_sent();

create function tocsin_taxii_received() returns trigger language plpgsql set search_path from current as $fn$
begin
  insert into taxii_feed (member_id, group_id, upto, release_id, object_count, from_member, expires_at)
    select f.member_id, r.group_id, r.taxii_upto, r.id, r.object_count, r.from_member, r.expires_at
    from fresh f join releases r on r.id = f.release_id where f.feed_refusal is null;
  return null;
end $fn$;
create trigger taxii_received after insert on release_recipients
  referencing new table as fresh for each statement execute function tocsin_taxii_received();

create function tocsin_taxii_repeated() returns trigger language plpgsql set search_path from current as $fn$
begin
  insert into taxii_repeated
    select distinct o.stix_id from fresh f join objects o on o.row = f.object_row
    where exists (select 1 from objects other where other.stix_id = o.stix_id and other.row <> o.row)
      or exists (select 1 from release_objects ro where ro.object_row = f.object_row and ro.release_id <> f.release_id)
    on conflict (stix_id) do update set stix_id = excluded.stix_id;
  if found then update taxii_changes set count = count + 1; end if;
  return null;
end $fn$;
create trigger taxii_repeated after insert on release_objects
  referencing new table as fresh for each statement execute function tocsin_taxii_repeated();

create function tocsin_taxii_recalled() returns trigger language plpgsql set search_path from current as $fn$
begin
  update taxii_feed set recalled = new.recalled_at is not null where release_id = new.id;
  update taxii_changes set count = count + 1;
  return null;
end $fn$;
create trigger taxii_recalled after update of recalled_at on releases
  for each row execute function tocsin_taxii_recalled();

-- What the viewing member's feeds hold now. Like every view it reads as its owner, so this condition is the guard.
create view taxii_items as
  select f.group_id, f.upto, f.release_id, ro.ord, f.upto - f.object_count + ro.ord as added,
    o.row, o.stix_id, o.type, o.version, o.version::timestamptz as version_at, o.spec_version, o.body,
    f.from_member, f.object_count, f.expires_at
  from taxii_feed f
    join release_objects ro on ro.release_id = f.release_id
    join objects o on o.row = ro.object_row
  where f.member_id = tocsin_viewer() and not f.recalled
    and (f.expires_at is null or f.expires_at > tocsin_now());
grant select on taxii_items, taxii_feed, taxii_repeated, taxii_changes to tocsin_member;

alter table taxii_feed enable row level security;
alter table taxii_statuses enable row level security;
grant select on taxii_statuses to tocsin_member;
create policy reads on taxii_feed for select to tocsin_member using (member_id = tocsin_viewer());
create policy reads on taxii_statuses for select to tocsin_member using (member_id = tocsin_viewer());
`,
}
