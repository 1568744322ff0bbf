export const migration140 = {
  name: '140-messages',
  sql: `
-- What a government body stated with a release to platforms or campaigns, and the text that nothing is asked; null where
-- nothing was stated. Advisories are looked up by whatever might be tied to them later.
alter table releases add column message jsonb;
create index releases_advisories on releases (id) where message ->> 'type' = 'advisory';
`,
}
