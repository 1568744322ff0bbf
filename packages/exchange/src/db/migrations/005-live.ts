export const migration005 = {
  name: '005-live',
  sql: `
-- What live screens are told; pruned after a day. The row travels with the act, the notify wakes listeners.
create table live_events (
  id bigint generated always as identity primary key,
  kind text not null,
  subject text not null,
  at timestamptz not null,
  members uuid[] not null
);
`,
}
