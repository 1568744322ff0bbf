/** Takes an envelope in. Called by `taxii/submit-new.ts`. */
export const TAXII_SUBMIT = `
-- Releases an envelope of objects that nobody has brought before, whole, in one call: objects, release, status. Before it
-- writes anything it answers, under the commit order lock, "standing" when the verdicts rest on what no longer holds,
-- "known" when one of the ids is known; null says that all is written. Columns come as texts joined by U+001E, which
-- stands raw in no JSON and in no id; an empty version stands for none, and the others are instants.
create or replace function tocsin_taxii_submit(
  standing text, given json, status_id uuid, status text,
  ids text, versions text, types text, spec_versions text, bodies text, hashes text
) returns text language plpgsql set search_path from current set jit = off
  set enable_seqscan = off as $fn$
declare
  mark constant text := chr(30);
  release constant json := given -> 'release';
  sender constant uuid := release ->> 'from_member';
  moment constant timestamptz := release ->> 'released_at';
  rows bigint[];
begin
  perform pg_advisory_xact_lock(7063212);
  if standing is distinct from tocsin_standing((release ->> 'group_id')::uuid, sender) then
    return 'standing';
  end if;
  if exists (select 1 from objects where stix_id = any(string_to_array(ids, mark))) then return 'known'; end if;
  with added as (
    insert into objects (stix_id, version, version_at, type, spec_version, body, sha256, owner, received_at)
      select stix_id, coalesce(nullif(version, ''), release ->> 'released_at'),
        coalesce(nullif(version, '')::timestamptz, moment), type, spec_version, body, decode(hash, 'hex'), sender, moment
      from unnest(string_to_array(ids, mark), string_to_array(versions, mark), string_to_array(types, mark),
        string_to_array(spec_versions, mark), string_to_array(bodies, mark), string_to_array(hashes, mark))
        with ordinality as u(stix_id, version, type, spec_version, body, hash, ord)
      order by ord
      returning row
  )
  select array_agg(row order by row) into rows from added;
  perform tocsin_release(given, rows, true);
  insert into taxii_statuses (id, member_id, body, received_at)
    values (status_id, sender, status, clock_timestamp());
  return null;
end $fn$;
`
