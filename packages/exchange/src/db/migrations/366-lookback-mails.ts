export const migration366 = {
  name: '366-lookback-mails',
  sql: `
-- Whether and how often a person is mailed that what their organisation keeps for look-back was hit.
alter table people add column lookback_mail text not null default 'daily' check (lookback_mail in ('at-once', 'daily', 'none'));
`,
}
