export const migration346 = {
  name: '346-replies-by-text',
  sql: `
-- What gateways say, kept before they are told that it was heard: receipts, and words from numbers. A receipt may come before the
-- message that it is of is on record. Number and words are gone once it is settled.
create table gateway_inbox (
  id bigint generated always as identity primary key,
  channel text not null,
  -- Of what may come twice.
  sha256 bytea unique,
  kind text not null,
  gateway_id text,
  said text,
  brief text,
  number text,
  words text,
  came_at timestamptz not null,
  settled_at timestamptz,
  outcome text
);
create index gateway_inbox_open on gateway_inbox (channel, kind, id) where settled_at is null;
alter table gateway_inbox enable row level security;

-- Numbers that asked for no more messages, or that are somebody else's: none goes there.
create table stopped_numbers (
  channel text not null,
  number text not null,
  why text not null,
  at timestamptz not null,
  primary key (channel, number)
);
alter table stopped_numbers enable row level security;
`,
}
