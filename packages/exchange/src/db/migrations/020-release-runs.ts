export const migration020 = {
  name: '020-release-runs',
  sql: `
-- A run is rows that follow each other in the release as they do in the table. Where others stood between two rows of
-- one distance, they were taken for one run, which reached over objects that the release does not hold.
create temporary table torn on commit drop as
  select r.id, r.object_count, r.from_member from releases r
  where r.object_count <> (select sum(ro.last_row - ro.first_row + 1) from release_objects ro where ro.release_id = r.id);
create temporary table mended on commit drop as
  select torn.id, torn.from_member, place as ord, (
    select ro.first_row + place - ro.ord from release_objects ro
    where ro.release_id = torn.id and place between ro.ord and ro.ord + ro.last_row - ro.first_row
    order by ro.ord desc limit 1) as object_row
  from torn cross join lateral generate_series(1, torn.object_count) as place;
delete from release_objects where release_id in (select id from torn);
insert into release_objects (release_id, ord, first_row, last_row, from_member, repeated)
  select id, min(ord), min(object_row), max(object_row), from_member, true
  from (
    select *, count(*) filter (where begins) over (partition by id order by ord) as run
    from (
      select *, object_row is distinct from lag(object_row) over (partition by id order by ord) + 1 as begins
      from mended
    ) as places
  ) as runs
  group by id, from_member, run;

-- Writes a judged release. "given" holds the rows "release", "recipients" and "refusals" by their columns, and the "acts"
-- for the log; a line's "act" is the place of its act among them. "are_new": nobody has released these objects before.
create or replace function tocsin_release(given json, object_rows bigint[], are_new boolean) returns void
  language plpgsql set search_path from current set enable_seqscan = off as $fn$
declare
  sent releases;
  part record;
  receivers uuid[];
begin
  -- Each arrow into a json reads all of it: it is taken apart once.
  select * into part from json_to_record(given) as x(release json, recipients json, refusals json, acts json);
  sent := json_populate_record(null::releases, part.release);
  sent.log_index := tocsin_append_log(part.acts);
  sent.position := nextval('release_position');
  sent.object_count := cardinality(object_rows);
  update taxii_state set horizon = sent.object_count
    + greatest((extract(epoch from clock_timestamp()) * 1000000)::bigint, horizon)
    returning horizon into sent.taxii_upto;
  insert into releases select sent.*;
  insert into release_objects (release_id, ord, first_row, last_row, from_member)
    select sent.id, min(ord), min(object_row), max(object_row), sent.from_member
    from (
      select object_row, ord, count(*) filter (where begins) over (order by ord) as run
      from (
        select object_row, ord, object_row is distinct from lag(object_row) over (order by ord) + 1 as begins
        from unnest(object_rows) with ordinality as u(object_row, ord)
      ) as places
    ) as runs
    group by run;
  with given_to as (
    insert into release_recipients
      (release_id, member_id, from_member, rule, reason, feed_refusal, expires_at, log_index)
      select sent.id, x.member, sent.from_member, x.rule, x.reason, x.feed_refusal, sent.expires_at, sent.log_index + x.act
      from json_to_recordset(part.recipients)
        as x(member uuid, rule text, reason text, feed_refusal text, act int)
      returning member_id, feed_refusal
  ), fed as (
    insert into taxii_feed (member_id, group_id, upto, release_id, object_count, from_member, expires_at)
      select member_id, sent.group_id, sent.taxii_upto, sent.id, sent.object_count, sent.from_member, sent.expires_at
      from (select sent.from_member as member_id union all
        select member_id from given_to where feed_refusal is null) as readers
  )
  select coalesce(array_agg(member_id), '{}') into receivers from given_to;
  insert into refusals (id, at, act, subject, by_member, to_member, rule, reason, log_index)
    select gen_random_uuid(), sent.released_at, 'release', 'release:' || sent.id, sent.from_member, x.member, x.rule,
      x.reason, sent.log_index + x.act
    from json_to_recordset(part.refusals) as x(member uuid, rule text, reason text, act int);
  if not are_new then perform tocsin_taxii_repeat(sent.id, object_rows); end if;
  perform tocsin_announce('release.received', sent.id::text, sent.released_at, receivers);
  perform tocsin_announce('release.changed', sent.id::text, sent.released_at, array[sent.from_member]);
end $fn$;
`,
}
