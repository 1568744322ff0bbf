export const migration142 = {
  name: '142-register',
  sql: `
-- The public register of messages of government bodies to platforms and campaigns, an entry a release. It holds no receiver
-- and no exact number of them that would tell who; what a receiver did stands in no column. Read through the exchange alone,
-- which withholds "text" until its day.
create table register_entries (
  id uuid primary key references releases,
  position bigint generated always as identity,
  at timestamptz not null,
  type text not null,
  sender uuid not null references members,
  receivers jsonb not null,
  purpose text not null,
  nexus text not null,
  authority jsonb not null,
  no_ask text not null,
  content_hash text not null,
  log_index bigint not null,
  us_persons text not null check (us_persons in ('not-reviewed')),
  text_from timestamptz not null,
  text text not null
);
create unique index register_entries_position on register_entries (position);
`,
}
