/** Records first readings. Called by `sharing/store.ts`, for every exit. */
export const MARK_READ = `
-- Records that "reader" has now read the releases of these acts, each once, and tells their senders, save that a government
-- sender is not told when a platform or campaign read: how soon it reads is its own. "acts" are lines for
-- the log with their "release"; those of releases that were read before are left out. False when one of the releases has
-- been recalled or has expired.
create or replace function tocsin_mark_read(reader uuid, moment timestamptz, acts json) returns boolean
  language plpgsql set search_path from current set jit = off
  set enable_seqscan = off as $fn$
declare
  asked constant uuid[] := array(select release from json_to_recordset(acts) as x(release uuid));
  first_reads json;
  first_read record;
begin
  -- Locked in a steady order, so that two readers never wait for each other.
  with mine as (
    select release_id from release_recipients
    where member_id = reader and release_id = any(asked) and read_at is null and withdrawn_at is null
      and (expires_at is null or expires_at > moment)
    order by release_id for no key update
  ), marked as (
    update release_recipients rr set read_at = moment from mine
    where rr.release_id = mine.release_id and rr.member_id = reader
    returning rr.release_id as release, rr.from_member as sender
  ), told as (
    select release, case when not (s.kind in ('agency', 'office') and r.kind in ('platform', 'campaign')) then sender end as sender
    from marked join members s on s.id = sender join members r on r.id = reader
  )
  select json_agg(json_build_object('release', release, 'sender', sender, 'leaf', leaf, 'subject', subject, 'salt', salt,
      'payload', payload, 'members', array_remove(array[sender, reader], null)))
    into first_reads
    from told join json_to_recordset(acts) as x(release uuid, leaf text, subject text, salt text, payload text)
      using (release);
  if first_reads is not null then
    perform tocsin_append_log(first_reads);
    for first_read in select * from json_to_recordset(first_reads) as x(release uuid, sender uuid) where sender is not null loop
      perform tocsin_announce('release.changed', first_read.release::text, moment, array[first_read.sender]);
    end loop;
  end if;
  return (select count(*) = cardinality(asked) from release_recipients
    where member_id = reader and release_id = any(asked) and withdrawn_at is null
      and (expires_at is null or expires_at > moment));
end $fn$;
`
