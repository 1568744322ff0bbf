export const migration231 = {
  name: '231-earlier-networks',
  sql: `
-- The accounts of a finding's document, each as eight bytes of its SHA-256, by which the same network is known again. Null until the
-- finding is weighed, which of those from before a job does once more.
alter table findings add column account_keys bigint[];
create index findings_accounts on findings using gin (account_keys);
drop index findings_unweighed;
create index findings_unweighed on findings (found_at) where account_keys is null and unread is null;

-- Which networks of earlier runs and imports of the same member have at least half of their accounts together in common.
create table finding_links (
  finding_id uuid not null references findings,
  earlier_id uuid not null references findings,
  member_id uuid not null references members,
  common int not null,
  total int not null,
  primary key (finding_id, earlier_id)
);
alter table finding_links enable row level security;
grant select on finding_links to tocsin_member;
create policy reads on finding_links for select to tocsin_member using (member_id = tocsin_viewer());
`,
}
