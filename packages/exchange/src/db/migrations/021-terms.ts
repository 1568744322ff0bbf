export const migration021 = {
  name: '021-terms',
  sql: `
-- Markings that a charter allows beside TLP, PAP and statements, by id or by name.
alter table groups add column markings text[] not null default '{}';

-- Objects of postings that were refused: nobody was given them.
delete from objects o where not exists (
  select 1 from release_objects ro where int8range(ro.first_row, ro.last_row, '[]') @> o.row);
`,
}
