export const migration185 = {
  name: '185-own-refusals',
  sql: `
-- That a receiver tried to read, to answer a recall, or to ask for a name, and was refused, is its own: an operator may be a person of
-- any member, and of the sender's too.
drop policy unmasking on refusals;
create policy own on refusals as restrictive for select to tocsin_member
  using (act not in ('release.read', 'answer', 'ask-unmasking', 'unmask', 'decline-unmasking')
    or by_member = (select tocsin_viewer()));
`,
}
