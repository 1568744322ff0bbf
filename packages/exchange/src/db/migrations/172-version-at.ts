export const migration172 = {
  name: '172-version-at',
  sql: `
-- The instant of a version is written with the object: made by a function for each row, it took as long as the rest of the row.
alter table objects alter column version_at drop expression;
`,
}
