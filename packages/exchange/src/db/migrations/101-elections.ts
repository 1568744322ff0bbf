export const migration101 = {
  name: '101-elections',
  sql: `
-- An election: its kind, its day, where it is held, and the days by which something has to be done. Public, as the
-- calendar of elections is.
create table elections (
  id uuid primary key,
  name text not null,
  kind text not null,
  held_on date not null,
  places text[] not null,
  deadlines jsonb not null
);
create index elections_held_on on elections (held_on);
grant select on elections to tocsin_member;

-- A charter that ends so many days after an election: expires_at is what that comes to, and moves with the election.
alter table groups add column ends_with uuid references elections, add column ends_days int;
create index groups_ends_with on groups (ends_with) where ends_with is not null;
`,
}
