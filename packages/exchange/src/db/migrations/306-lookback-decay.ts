export const migration306 = {
  name: '306-lookback-decay',
  sql: `
-- How the confidence in what is looked for decays, by kind, where the member has it otherwise than usual; and what must be left of it.
alter table lookback_members add column min_score int not null default 0 check (min_score between 0 and 100);
alter table lookback_members add column decay jsonb not null default '[]';
grant select (min_score, decay) on lookback_members to tocsin_member;
`,
}
