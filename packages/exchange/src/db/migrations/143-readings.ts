export const migration143 = {
  name: '143-readings',
  sql: `
-- When a platform or a campaign reads what a government body tells it is its own.
create or replace view release_reads as
  select rr.release_id, rr.member_id, rr.read_at from release_recipients rr
  where rr.member_id = (select tocsin_viewer())
    or ((rr.from_member = (select tocsin_viewer()) or (select tocsin_operates()))
      and not (exists (select 1 from members s where s.id = rr.from_member and s.kind in ('agency', 'office'))
        and exists (select 1 from members r where r.id = rr.member_id and r.kind in ('platform', 'campaign'))));
`,
}
