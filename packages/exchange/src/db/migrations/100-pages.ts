export const migration100 = {
  name: '100-pages',
  sql: `
-- Lists are read a page at a time in the order of the log.
create index notices_log_index on notices (log_index);
create index refusals_log_index on refusals (log_index);
`,
}
