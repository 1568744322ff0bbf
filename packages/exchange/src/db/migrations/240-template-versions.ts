export const migration240 = {
  name: '240-template-versions',
  sql: `
-- A template can be changed; each change is made from a version, so that of two at once the later is told of the other.
alter table release_templates add column version int not null default 1;
`,
}
