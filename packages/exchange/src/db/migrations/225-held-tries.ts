export const migration225 = {
  name: '225-held-tries',
  sql: `
-- A key goes with its person who is erased; what was held with it stays, and names nobody.
alter table held_releases drop constraint held_releases_key_id_fkey,
  add constraint held_releases_key_id_fkey foreign key (key_id) references api_keys on delete set null;
-- How often the exchange failed at releasing it, and when it tries again; each by itself, so that none keeps another from leaving.
alter table held_releases add column tries int not null default 0, add column retry_at timestamptz;
`,
}
