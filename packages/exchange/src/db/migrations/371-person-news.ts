export const migration371 = {
  name: '371-person-news',
  sql: `
-- How a person wants to be told on the screens of what is new to them; who chose nothing has no row, and is told at any hour. Read as owner.
create table person_news (
  person_id uuid primary key references people,
  announced boolean not null,
  quiet_from text,
  quiet_until text,
  check ((quiet_from is null) = (quiet_until is null))
);
alter table person_news enable row level security;
`,
}
