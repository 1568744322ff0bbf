export const migration090 = {
  name: '090-run-warnings',
  sql: `
-- What the detector said of the input and of its own footing, a list of sentences in JSON; null for runs from before.
alter table detection_runs add column warnings text;
`,
}
