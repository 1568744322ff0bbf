export const migration401 = {
  name: '401-unsealing-held',
  sql: `
-- Who held a key when an ask of an auditor was settled: what others had agreed counted no more. Null of what was settled before.
alter table unsealings add column held uuid[];
`,
}
