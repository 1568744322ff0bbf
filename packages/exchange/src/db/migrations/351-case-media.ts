export const migration351 = {
  name: '351-case-media',
  sql: `
-- A file that came with a report can be named by itself, as by a case.
alter table report_files add column id uuid not null default gen_random_uuid() unique;
grant select (id) on report_files to tocsin_member;

alter table case_items drop constraint case_items_kind_check;
alter table case_items add constraint case_items_kind_check
  check (kind in ('release', 'finding', 'report', 'notice', 'meeting', 'media'));
-- As before, and of media whoever sees the report that the file came with.
drop policy reads on case_items;
create policy reads on case_items for select to tocsin_member
  using (exists (select from cases c where c.id = case_items.case_id) and case kind
    when 'release' then exists (select from releases r where r.id = case_items.ref
      and (r.from_member = (select tocsin_viewer()) or exists (select from release_recipients rr
        where rr.release_id = r.id and rr.member_id = (select tocsin_viewer()))))
    when 'finding' then exists (select from findings f where f.id = case_items.ref)
    when 'report' then exists (select from office_reports o where o.id = case_items.ref)
    when 'notice' then exists (select from notices n where n.id = case_items.ref
      and (n.from_member = (select tocsin_viewer()) or not (select tocsin_operates())))
    when 'meeting' then exists (select from meetings t where t.id = case_items.ref)
    when 'media' then exists (select from report_files f where f.id = case_items.ref)
    else false end);
`,
}
