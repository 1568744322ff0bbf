export const migration027 = {
  name: '027-readers',
  sql: `
-- The key under which a reader's identity is set; see db/functions/reader.ts. Nobody reads it but its functions.
create table reader_key (one boolean primary key default true check (one), key bytea not null);
insert into reader_key (key) values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

create function tocsin_own_groups() returns uuid[] language sql stable return '{}'::uuid[];

-- Groups and who is in them: for their members and for operators; a group's name also for whoever a release in it concerns.
alter table groups enable row level security;
alter table group_members enable row level security;
create policy reads on group_members for select to tocsin_member
  using (tocsin_operates() or group_id = any((select tocsin_own_groups())::uuid[]));
create policy reads on groups for select to tocsin_member
  using (tocsin_operates() or id = any((select tocsin_own_groups())::uuid[])
    or exists (select 1 from releases r where r.group_id = groups.id));

-- Whom a sender named is the sender's own; anybody else is told so by an empty list.
create view release_named as
  select id, named from releases where from_member = (select tocsin_viewer());
grant select on release_named to tocsin_member;

-- Whether an object stands in other releases too is told of objects in the reader's own feeds alone.
create or replace view taxii_runs as
  select f.group_id, f.upto, f.release_id, ro.ord as run, ro.first_row, ro.last_row, ro.repeated,
    f.upto - f.object_count + ro.ord - ro.first_row as shift, f.from_member, f.object_count, f.expires_at,
    exists (select 1 from release_recipients rr where rr.release_id = f.release_id and rr.member_id = f.member_id
      and rr.read_at is null) as unread
  from taxii_feed f join release_objects ro on ro.release_id = f.release_id
  where f.member_id = (select tocsin_viewer()) and not f.recalled
    and (f.expires_at is null or f.expires_at > (select tocsin_now()));
create or replace view taxii_items as
  select r.group_id, r.upto, r.release_id, r.run, o.row, r.shift, r.shift + o.row as added, o.stix_id, o.type, o.version,
    o.version_at, o.spec_version, o.body, r.from_member, r.object_count, r.expires_at,
    exists (select 1 from taxii_repeated t where t.stix_id = o.stix_id) as is_repeated
  from taxii_runs r join objects o on o.row between r.first_row and r.last_row;
revoke select on taxii_repeated from tocsin_member;
`,
}
