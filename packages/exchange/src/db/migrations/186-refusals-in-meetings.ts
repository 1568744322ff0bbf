export const migration186 = {
  name: '186-refusals-in-meetings',
  sql: `
-- What a member was refused in a meeting is its own too: operators see no meeting that their member was not called to.
drop policy own on refusals;
create policy own on refusals as restrictive for select to tocsin_member
  using (act not in ('release.read', 'answer', 'ask-unmasking', 'unmask', 'decline-unmasking') and act not like 'meeting.%'
    or by_member = (select tocsin_viewer()));
`,
}
