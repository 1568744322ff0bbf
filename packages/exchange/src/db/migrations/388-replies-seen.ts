export const migration388 = {
  name: '388-replies-seen',
  sql: `
-- Which replies a person has looked at. It is that person's own: no reader is let in, no list shows it. Read as owner.
create table replies_seen (
  person_id uuid not null references people,
  reply_id uuid not null references replies,
  primary key (person_id, reply_id)
);
alter table replies_seen enable row level security;
create index replies_audience on replies using gin (audience);

-- Of what was said before this was kept nobody knows who has looked at it, so none of it is called new.
insert into replies_seen (person_id, reply_id)
  select p.id, r.id from replies r join people p on p.member_id = any(r.audience);
`,
}
