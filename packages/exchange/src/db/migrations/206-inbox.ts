export const migration206 = {
  name: '206-inbox',
  sql: `
-- What a person has looked at of what their organisation received. It is that person's own: no reader is let in, no list shows it.
create table release_seen (
  person_id uuid not null references people,
  release_id uuid not null references releases,
  seen_at timestamptz not null,
  primary key (person_id, release_id)
);
alter table release_seen enable row level security;

-- Of what came before there was an inbox nobody knows who has looked at it, so none of it is called new.
create table inbox_starts (person_id uuid primary key references people, at timestamptz not null);
alter table inbox_starts enable row level security;
insert into inbox_starts (person_id, at)
  select p.id, r.at + interval '1 millisecond' from people p
    cross join (select max(greatest(released_at, recalled_at)) as at from releases) r where r.at is not null;
`,
}
