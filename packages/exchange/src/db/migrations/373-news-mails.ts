export const migration373 = {
  name: '373-news-mails',
  sql: `
-- Whether and when a person is mailed what is new to them; who chose nothing has no row, and no such mail. Read as owner.
create table news_mails (
  person_id uuid primary key references people,
  how text not null check (how in ('at-once', 'daily', 'none')),
  hour int not null check (hour between 0 and 23),
  next_at timestamptz not null
);
create index news_mails_next on news_mails (next_at) where how <> 'none';
alter table news_mails enable row level security;

-- What a mail told a person of, as long as it waits for them: none of it is told again, unless that mail failed. Read as owner.
create table news_told (
  person_id uuid not null references people,
  kind text not null check (kind in ('release', 'recall', 'invitation', 'offer')),
  id uuid not null,
  delivery_id uuid not null references deliveries on delete cascade,
  primary key (person_id, kind, id)
);
create index news_told_delivery on news_told (delivery_id);
alter table news_told enable row level security;

create index deliveries_news on deliveries (person_id, queued_at) where purpose = 'news';
`,
}
