export const migration340 = {
  name: '340-audience-versions',
  sql: `
-- An audience can be changed; each change is made from a version, so that of two at once the later is told of the other.
alter table audiences add column version int not null default 1;
`,
}
