export const migration017 = {
  name: '017-notice-map',
  sql: `
create index notice_events_target on notice_events (target_id, id);
`,
}
