export const migration150 = {
  name: '150-address-of-a-person',
  sql: `
-- As unique as before, by an index that no foreign key can lean on: to change an address, as erasing does, then no longer
-- waits for whoever only writes a row that names the person.
alter table people drop constraint people_email_key;
create unique index people_email_key on people (email) where email is not null;
`,
}
