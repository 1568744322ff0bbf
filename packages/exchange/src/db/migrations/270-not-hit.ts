export const migration270 = {
  name: '270-not-hit',
  sql: `
-- Up to when its sender knew that the places of a notice are not hit.
alter table notices add column known_at timestamptz;
-- Which notice to those that are hit it belongs to: for its sender alone, since whoever is told may not learn whom that went to.
create table not_hit_notices (
  notice_id uuid primary key references notices,
  of_notice uuid not null references notices,
  from_member uuid not null references members
);
create index not_hit_notices_of on not_hit_notices (of_notice);
alter table not_hit_notices enable row level security;
grant select on not_hit_notices to tocsin_member;
create policy reads on not_hit_notices for select to tocsin_member
  using (from_member = (select tocsin_viewer()));
`,
}
