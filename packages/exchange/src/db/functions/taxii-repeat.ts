/** Objects that stand in several releases or versions. Called by `release.ts`. */
export const TAXII_REPEAT = `
-- Notes which objects of a release stand in another one, or in another version.
create or replace function tocsin_taxii_repeat(release uuid, object_rows bigint[]) returns void
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
  update taxii_state set changes = changes + 1 where one;
end $fn$;
`
