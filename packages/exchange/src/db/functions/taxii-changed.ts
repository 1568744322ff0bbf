/** Triggers that count what is more than an addition at a feed's end: changed groups and memberships, and recalls. */
export const TAXII_CHANGED = `
-- 7063212 is the commit order lock: whoever touches the one row of taxii_state takes it first (db/commit-order.ts).
create or replace function tocsin_taxii_changed() returns trigger language plpgsql set search_path from current as $fn$
begin
  perform pg_advisory_xact_lock(7063212);
  update taxii_state set changes = changes + 1 where one;
  return null;
end $fn$;

create or replace function tocsin_taxii_recalled() returns trigger language plpgsql set search_path from current as $fn$
begin
  perform pg_advisory_xact_lock(7063212);
  update taxii_feed set recalled = new.recalled_at is not null where release_id = new.id;
  update taxii_state set changes = changes + 1 where one;
  return null;
end $fn$;
`
