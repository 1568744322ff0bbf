export const migration023 = {
  name: '023-delivery',
  sql: `
-- One outbox for every mail: those of notices, and those that let people in.
alter table deliveries alter column notice_id drop not null, alter column target_id drop not null,
  alter column rank drop not null;
alter table deliveries add column purpose text not null default 'notice', add column person_id uuid references people,
  add column queued_at timestamptz, add column expires_at timestamptz, add column settled_at timestamptz;
create index deliveries_person on deliveries (person_id) where person_id is not null;
create policy lets_people_in on deliveries for select to tocsin_member
  using (target_id is null and tocsin_operates());
update deliveries set settled_at = coalesce(sent_at, now()) where next_at is null;

-- Secrets of links are made when a mail goes out and kept as hashes alone; each try has a link of its own.
create table notice_links (
  token_hash bytea primary key,
  target_id uuid not null references notice_targets,
  rank int not null
);
insert into notice_links select token_hash, target_id, rank from notice_contacts where token_hash is not null;
alter table notice_links enable row level security;
alter table notice_contacts drop column token_hash;
alter table deliveries drop column token;

-- How our own mail server fares, for all processes: while it fails, one mail at a time tries it again.
create table mail_server (
  only_one boolean primary key default true check (only_one),
  failing_since timestamptz,
  fault text,
  tries int not null default 0,
  next_at timestamptz,
  handed_over_at timestamptz
);
insert into mail_server default values;
alter table mail_server enable row level security;

-- Who never signed in may be invited anew; of those on file already nobody knows, so they may not.
alter table people add column signed_in_at timestamptz;
update people set signed_in_at = created_at;
`,
}
