export const migration258 = {
  name: '258-live-keys',
  sql: `
-- What an event is called to screens: its number would count what others were told, and so what they did.
alter table live_events add column key uuid not null default gen_random_uuid();
create unique index live_events_key on live_events (key);
`,
}
