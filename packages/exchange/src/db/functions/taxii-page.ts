/** Reads a page of a feed. Called by `taxii/plain-page.ts`. */
export const TAXII_PAGE = `
-- A page of what a feed added after "after" and up to "horizon": at most "size" objects, each in its last version among
-- those added after "floor". Its text comes in rows of some objects each, since one long text costs more to build and to
-- send than its parts; the last row says as JSON how many there are, where they stand, whether "more" are left, which of
-- their releases are unread and until when the page holds: till the next release of the feed expires, since what is gone
-- may show what it hid.
-- The feed is walked run by run, and by indexes alone: each gives its rows in order, and no plan depends on statistics.
-- It reads as "reader" for the rest of the transaction, so that a page takes one call; hence it is for the owner only.
create or replace function tocsin_taxii_page(
  reader uuid, place text, moment timestamptz, feed uuid, after bigint, floor bigint, horizon bigint, size int
) returns table (line text)
  language plpgsql stable set search_path from current set plan_cache_mode = force_generic_plan set jit = off
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
  set enable_hashjoin = off set enable_mergejoin = off as $fn$
#variable_conflict use_variable
declare
  part_size constant int := 334;
  walk cursor for
    select r.upto, r.run, r.shift, r.first_row, r.last_row, r.repeated, r.release_id, r.unread as is_unread
    from taxii_runs r
    where r.group_id = feed and r.upto > after and r.upto - r.object_count < horizon
    order by r.upto, r.run;
  run record;
  part record;
  slices taxii_slice[] := '{}';
  gathered int := 0;
  repeats boolean := false;
  room int := least(part_size, size);
  low bigint := 1;
  high bigint := 0;
  taken int;
  count int := 0;
  first bigint;
  last bigint;
  more boolean := false;
  unread uuid[] := '{}';
  until timestamptz;
begin
  perform tocsin_enter(reader, place, false, true, moment);
  select min(f.expires_at) into until from taxii_feed f
    where f.member_id = reader and f.group_id = feed and not f.recalled and f.expires_at > moment;
  open walk;
  loop
    while low > high loop
      fetch walk into run;
      low := greatest(run.first_row, after - run.shift + 1);
      high := least(run.last_row, horizon - run.shift);
    end loop;
    if gathered = room or (gathered > 0 and run is null) then
      if repeats then
        select string_agg(i.body, ',') as text, count(*)::int as count, min(i.added) as first, max(i.added) as last,
          array_agg(s.release_id) filter (where s.unread) as unread
        into part
        from unnest(slices) s cross join lateral (
          select i.body, i.added from taxii_items i
          where i.group_id = feed and i.upto = s.upto and i.run = s.run and i.row between s.low and s.high
            and (not s.repeated or not i.is_repeated or (
              not exists (select 1 from taxii_items d where d.group_id = feed and d.stix_id = i.stix_id
                and d.version_at = i.version_at and d.added < i.added)
              and not exists (select 1 from taxii_items n where n.group_id = feed and n.stix_id = i.stix_id
                and n.version_at > i.version_at and n.added > floor and n.added <= horizon)))
          offset 0) i;
      else
        -- Of objects that stand nowhere else nothing is asked, and the plan is a small part of the other.
        select string_agg(i.body, ',') as text, count(*)::int as count, min(i.added) as first, max(i.added) as last,
          array_agg(s.release_id) filter (where s.unread) as unread
        into part
        from unnest(slices) s cross join lateral (
          select i.body, i.added from taxii_items i
          where i.group_id = feed and i.upto = s.upto and i.run = s.run and i.row between s.low and s.high
          offset 0) i;
      end if;
      slices := '{}';
      gathered := 0;
      repeats := false;
      more := part.count > 0 and count = size;
      exit when more;
      if part.count > 0 then
        line := part.text;
        count := count + part.count;
        first := coalesce(first, part.first);
        last := part.last;
        unread := unread || coalesce(part.unread, '{}');
        return next;
      end if;
      -- A full page is walked on until there is one object more.
      room := least(part_size, coalesce(nullif(size - count, 0), part_size));
    end if;
    exit when run is null;
    taken := least(high - low + 1, room - gathered);
    slices := slices || row(run.upto, run.run, low, low + taken - 1, run.repeated, run.release_id, run.is_unread)::taxii_slice;
    gathered := gathered + taken;
    repeats := repeats or run.repeated;
    low := low + taken;
  end loop;
  line := json_build_object('count', count, 'first', first, 'last', last, 'more', more,
    'unread', array(select distinct release from unnest(unread) release), 'until', until);
  return next;
end $fn$;
revoke execute on function tocsin_taxii_page from public;
`
