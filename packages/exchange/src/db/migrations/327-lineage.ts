export const migration327 = {
  name: '327-lineage',
  sql: `
-- An operation over its seasons is walked both ways: from a network to those before it, and to those that came later.
create index finding_links_earlier on finding_links (earlier_id);
`,
}
