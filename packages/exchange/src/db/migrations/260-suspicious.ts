export const migration260 = {
  name: '260-suspicious',
  sql: `
-- How often suspicious mails and links were looked at, by which way and with what verdict; of whom and of what nothing is kept.
create table suspicious_counts (
  way text not null,
  verdict text not null,
  count bigint not null,
  last_at timestamptz not null,
  primary key (way, verdict)
);
alter table suspicious_counts enable row level security;
`,
}
