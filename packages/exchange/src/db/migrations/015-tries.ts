export const migration015 = {
  name: '015-tries',
  sql: `
-- How often one caller tried one thing; who is a hash. Wall time. Emptied by a crash, which harms nobody.
create unlogged table tries (
  who bytea primary key,
  count int not null,
  until timestamptz not null
);
create index tries_until on tries (until);
`,
}
