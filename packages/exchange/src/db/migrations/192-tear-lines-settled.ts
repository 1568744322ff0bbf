export const migration192 = {
  name: '192-tear-lines-settled',
  sql: `
-- Nothing that was cut in one place stands in another, or whoever proposed it lets it. Of what was proposed before nobody looked.
alter table tear_lines add column settled boolean not null default false;
`,
}
