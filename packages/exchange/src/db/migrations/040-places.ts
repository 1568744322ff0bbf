export const migration040 = {
  name: '040-places',
  sql: `
-- A jurisdiction is a node of a tree. What its country pack says of it stands beside it, so that no rule, policy or query
-- knows a country: the places from the root down to itself, its name with theirs, the role that answers for elections there
-- (none where no office of the place runs them), the place whose accountable official is told whenever it is, the languages
-- owed there and the time zone of its seat of government.
alter table jurisdictions
  add column lineage text[] not null default '{}',
  add column full_name text not null default '',
  add column accountable text,
  add column told_with text references jurisdictions,
  add column languages text[] not null default '{en}',
  add column time_zone text;

with recursive tree as (
  select id, array[id] as lineage, name as full_name, 0 as depth from jurisdictions where parent is null
  union all
  select j.id, t.lineage || j.id, case when t.depth = 0 then j.name else j.name || ', ' || t.full_name end, t.depth + 1
  from jurisdictions j join tree t on t.id = j.parent)
update jurisdictions j set lineage = t.lineage, full_name = t.full_name from tree t where t.id = j.id;

-- Exchanges made before this hold the United States alone, where a county is told with its state.
update jurisdictions set accountable = case kind when 'county' then 'clerk' else 'chief-official' end,
  told_with = case kind when 'county' then parent end
where kind in ('state', 'district', 'territory', 'county');
update members set kind = 'office' where kind in ('state-office', 'county-office');

alter table jurisdictions alter column lineage drop default, alter column full_name drop default;
create index jurisdictions_lineage on jurisdictions using gin (lineage);
create index jurisdictions_told_with on jurisdictions (told_with) where told_with is not null;

-- An office reads what concerns its own place and every place below it.
drop policy reads on notice_targets;
create policy reads on notice_targets for select to tocsin_member
  using (from_member = tocsin_viewer() or tocsin_operates()
    or jurisdiction in (select j.id from jurisdictions j where j.lineage @> array[tocsin_place()]));
drop policy reads on contacts;
create policy reads on contacts for select to tocsin_member
  using (tocsin_operates()
    or jurisdiction in (select j.id from jurisdictions j where j.lineage @> array[tocsin_place()])
    or exists (select 1 from members m where m.id = tocsin_viewer() and m.kind = 'agency'));
`,
}
