export const migration257 = {
  name: '257-case-event-keys',
  sql: `
-- What an act on a time line is called: its number would count acts that the reader is not shown.
alter table case_events add column key uuid not null default gen_random_uuid();
create unique index case_events_key on case_events (key);
grant select (key) on case_events to tocsin_member;
`,
}
