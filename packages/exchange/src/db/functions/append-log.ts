/** Gives acts their places in the log. Called by `log/append.ts` and by the functions that write whole acts. */
export const APPEND_LOG = `
-- Appends acts to the log and returns the place of the first. 7063212 is the commit order lock: places are given under
-- it, so they have no gaps, and it is held until the transaction ends.
create or replace function tocsin_append_log(acts json) returns bigint language plpgsql set search_path from current as $fn$
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
`
