export const migration360 = {
  name: '360-tear-lines-reviewed',
  sql: `
-- What was found in a lower version as it was proposed, for the second person who looks at it; null of what was proposed before
-- that was kept, which is released no more and proposed anew.
alter table tear_lines add column found jsonb;
`,
}
