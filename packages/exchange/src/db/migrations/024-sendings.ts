export const migration024 = {
  name: '024-sendings',
  sql: `
-- What a sender has sent, by the key that it chose and by what the notice said: a lost answer asked for again, or one
-- body a hundred times, is one notice. Written before the notice is, in its transaction, so that others wait for it.
create table notice_keys (
  from_member uuid not null references members,
  key text not null,
  body_hash bytea not null,
  notice_id uuid not null references notices deferrable initially deferred,
  primary key (from_member, key)
);
create table notice_bodies (
  from_member uuid not null references members,
  body_hash bytea not null,
  notice_id uuid not null references notices deferrable initially deferred,
  sent_at timestamptz not null,
  primary key (from_member, body_hash)
);
alter table notice_keys enable row level security;
alter table notice_bodies enable row level security;
`,
}
