export const migration335 = {
  name: '335-unknown-mails',
  sql: `
-- Tries of which nobody knows whether a mail server took the mail: the process ended amid them.
alter table deliveries add column unknown_tries int not null default 0;

-- Mails that something which was to leave later did not are their member's alone, too.
drop policy own on deliveries;
create policy own on deliveries as restrictive for select to tocsin_member
  using (purpose not in ('meeting', 'second-person', 'unsent'));

-- Whose notice it is, asked of the few notices and not of each office: a count over 100,000 mails took most of its time here.
drop policy reads on deliveries;
create policy reads on deliveries for select to tocsin_member
  using (exists (select 1 from notices n where n.id = deliveries.notice_id
    and (n.from_member = (select tocsin_viewer()) or (select tocsin_operates()))));
`,
}
