export const migration365 = {
  name: '365-strays-of-gateways',
  sql: `
-- What a gateway said that belongs to nothing here, counted so that none is dropped unsaid: by what it was, and by the last two digits of the
-- number that it came from, where there was one.
create table gateway_strays (
  channel text not null,
  kind text not null,
  ending text not null,
  count bigint not null,
  last_at timestamptz not null,
  primary key (channel, kind, ending)
);
alter table gateway_strays enable row level security;

-- What could not be taken in is tried again a few times, and then set aside, so that it holds up nothing behind it.
alter table gateway_inbox add column tries int not null default 0, add column next_at timestamptz, add column fault text,
  add column set_aside_at timestamptz;
create index gateway_inbox_aside on gateway_inbox (id) where settled_at is null and set_aside_at is not null;
`,
}
