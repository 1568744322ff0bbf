export const migration398 = {
  name: '398-not-me',
  sql: `
-- When whoever holds the link of a contact said that they are not who is accountable. It is no answer, and says nothing of the office.
alter table notice_contacts add column not_me_at timestamptz;
`,
}
