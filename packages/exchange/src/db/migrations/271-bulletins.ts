export const migration271 = {
  name: '271-bulletins',
  sql: `
-- Since when a notice stands on the public page. Those sent before there was one never do: nobody was told that they would.
alter table notices add column public_at timestamptz;
create index notices_public on notices (log_index desc) where public_at is not null;
`,
}
