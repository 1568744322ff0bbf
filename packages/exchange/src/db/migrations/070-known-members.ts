export const migration070 = {
  name: '070-known-members',
  sql: `
create function tocsin_group_mates() returns uuid[] language sql stable return '{}'::uuid[];

-- Public bodies are known to every member. Of the others a member knows itself, those in its groups, and those that
-- something passed to or from, or was refused to. Campaigns do not learn of each other by a group.
alter table members enable row level security;
create policy reads on members for select to tocsin_member
  using (tocsin_operates() or id = tocsin_viewer() or kind in ('hub', 'agency', 'office')
    or id = any((select tocsin_group_mates())::uuid[])
    or exists (select 1 from release_recipients rr where rr.member_id = tocsin_viewer() and rr.from_member = members.id)
    or exists (select 1 from release_recipients rr where rr.member_id = members.id and rr.from_member = tocsin_viewer())
    or exists (select 1 from refusals f where f.to_member = members.id and f.by_member = tocsin_viewer()));
alter policy reads on group_members
  using (tocsin_operates() or (group_id = any((select tocsin_own_groups())::uuid[])
    and member_id = any((select tocsin_group_mates())::uuid[])));
create index release_recipients_from on release_recipients (from_member, member_id);

-- When a platform reads what a government body tells it is the platform's own.
create view release_reads as
  select rr.release_id, rr.member_id, rr.read_at from release_recipients rr
  where rr.member_id = (select tocsin_viewer())
    or ((rr.from_member = (select tocsin_viewer()) or (select tocsin_operates()))
      and not (exists (select 1 from members s where s.id = rr.from_member and s.kind in ('agency', 'office'))
        and exists (select 1 from members r where r.id = rr.member_id and r.kind = 'platform')));
grant select on release_reads to tocsin_member;
`,
}
