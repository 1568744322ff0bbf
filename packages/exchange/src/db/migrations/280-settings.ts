export const migration280 = {
  name: '280-settings',
  sql: `
-- What a person sees of their sessions: a name for each that tells nothing of its secret, and from what it was begun.
alter table sessions add column id uuid not null unique default gen_random_uuid(), add column device text;

-- The zone that a person's screens name times in; null is that of the device.
alter table people add column time_zone text;

-- When a key stops by itself; null where no date was named.
alter table api_keys add column ends_at timestamptz;
grant select (ends_at, person_id) on api_keys to tocsin_member;
`,
}
