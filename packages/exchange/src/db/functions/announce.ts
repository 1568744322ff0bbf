/** Tells live screens. Called by `live/announce.ts` and by the functions that write whole acts. */
export const ANNOUNCE = `
-- Tells the live screens of members. Ids are drawn under the commit order lock: a screen that comes back misses none.
create or replace function tocsin_announce(event_kind text, event_subject text, event_at timestamptz, event_members uuid[])
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
`
