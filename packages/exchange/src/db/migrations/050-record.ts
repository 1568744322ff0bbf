export const migration050 = {
  name: '050-record',
  sql: `
-- What is recorded once: the first time that somebody opened something, or that an operator looked at it within an hour;
-- and what ended by its date. "who" is a person's, a contact's or a key's id, or empty.
create table recorded_once (
  subject text not null,
  what text not null,
  who text not null,
  since timestamptz not null,
  primary key (subject, what, who, since)
);

-- Every set of policies that was ever in force here, by the hash that records name it by.
create table policy_sets (
  version text primary key,
  first_used_at timestamptz not null,
  schema text not null,
  policies json not null
);

create index releases_ending on releases (expires_at) where expires_at is not null and recalled_at is null;
`,
}
