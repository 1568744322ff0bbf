export const migration030 = {
  name: '030-member-quotas',
  sql: `
-- Bytes are counted as well as tries.
alter table tries alter column count type bigint;
-- Runs that have not ended are counted before another begins.
create index detection_runs_open on detection_runs (member_id) where ended_at is null;
`,
}
