export const migration006 = {
  name: '006-sign-in',
  sql: `
-- Only SHA-256 hashes of secrets are kept. Times are wall time: people sign in in real time, even to a drill.
create table sign_in_links (
  token_hash bytea primary key,
  person_id uuid not null references people,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  spent_at timestamptz
);
create index sign_in_links_expires on sign_in_links (expires_at);

create table sessions (
  token_hash bytea primary key,
  person_id uuid not null references people,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_person on sessions (person_id);
`,
}
