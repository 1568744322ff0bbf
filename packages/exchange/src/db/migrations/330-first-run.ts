export const migration330 = {
  name: '330-first-run',
  sql: `
-- Whether a link went out by mail; who comes in by one has read their mailbox.
alter table sign_in_links add column mailed boolean not null default false;

-- What operators state of how the exchange is run; \`of\` is what it was about, such as the version of the rules.
create table first_run_statements (
  id bigint generated always as identity primary key,
  item text not null check (item in ('policies-read', 'restore-tried')),
  of text not null,
  person_id uuid not null references people,
  at timestamptz not null
);
create index first_run_statements_item on first_run_statements (item, id desc);
alter table first_run_statements enable row level security;
`,
}
