export const migration230 = {
  name: '230-unread-findings',
  sql: `
-- Why a finding from before could not be weighed: it is left out of the work on the others, and its member and the operator are told.
alter table findings add column unread text;
create index findings_unread on findings (id) where unread is not null;
`,
}
