export const migration200 = {
  name: '200-bounces',
  sql: `
-- When the receiving side said, after it had taken a mail, that it would not arrive.
alter table deliveries add column bounced_at timestamptz;

-- What machines of the receiving side said of our mails; never the mails themselves, which hold addresses and words of others.
create table heard_mails (
  delivery_id uuid not null references deliveries,
  sha256 bytea not null,
  at timestamptz not null,
  kind text not null check (kind in ('failed', 'delayed', 'delivered', 'auto-reply', 'receipt', 'other')),
  codes text not null,
  primary key (delivery_id, sha256)
);
alter table heard_mails enable row level security;

-- How often each kind of mail came to the addresses for returned mail, also those that changed nothing.
create table heard_counts (
  kind text primary key,
  count bigint not null,
  last_at timestamptz not null
);
alter table heard_counts enable row level security;
`,
}
