export const migration237 = {
  name: '237-alerts-awaited',
  sql: `
-- What was set aside is no less the party's to hear of first.
drop index party_alerts_awaited;
create index party_alerts_awaited on party_alerts (finder) where not may_share;
`,
}
