export const migration026 = {
  name: '026-instants',
  sql: `
-- The instant that a text names, or null where no timestamp can hold it: what is kept may then be compared, and one bad
-- row hides no other. Versions are RFC 3339 in UTC, so no setting of the session counts.
create function tocsin_instant(given text) returns timestamptz language plpgsql immutable strict parallel safe as $fn$
begin
  return given::timestamptz;
exception when data_exception then
  return null;
end $fn$;
alter table objects add column version_at timestamptz generated always as (tocsin_instant(version)) stored;

create or replace view taxii_items as
  select r.group_id, r.upto, r.release_id, r.run, o.row, r.shift, r.shift + o.row as added, o.stix_id, o.type, o.version,
    o.version_at, o.spec_version, o.body, r.from_member, r.object_count, r.expires_at
  from taxii_runs r join objects o on o.row between r.first_row and r.last_row;

-- The one row of taxii_state is found by its key, whatever plans a function admits.
alter table taxii_state add column one boolean primary key default true check (one);

-- Written to by whoever asks whether the exchange is well: a database that can be read but not written to is not.
create table health (one boolean primary key default true check (one), at timestamptz not null);
insert into health (at) values ('epoch');
`,
}
