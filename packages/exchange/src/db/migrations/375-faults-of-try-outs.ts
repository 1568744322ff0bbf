export const migration375 = {
  name: '375-faults-of-try-outs',
  sql: `
-- What an operator tries a channel with is theirs to see where it fails, beside the other mails that do.
drop policy own on deliveries;
create policy own on deliveries as restrictive for select to tocsin_member
  using (purpose in ('notice', 'text-answer', 'named', 'invitation', 'sign-in', 'charter', 'person-end', 'party', 'try-out'));
`,
}
