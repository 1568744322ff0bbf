export const migration171 = {
  name: '171-charter-reminders',
  sql: `
-- Mails that remind of the end of a charter name the group.
alter table deliveries add column group_id uuid references groups;
`,
}
