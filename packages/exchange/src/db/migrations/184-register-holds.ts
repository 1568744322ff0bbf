export const migration184 = {
  name: '184-register-holds',
  sql: `
-- That the words of a message stay back longer: by whom, why, and until when. Public through the exchange, like the entry.
create table register_holds (
  entry_id uuid not null references register_entries,
  number int not null,
  at timestamptz not null,
  until timestamptz not null,
  reason text not null,
  member_id uuid not null references members,
  person_id uuid not null references people,
  log_index bigint not null,
  primary key (entry_id, number),
  check (until > at)
);
alter table register_holds enable row level security;
create index register_entries_text_from on register_entries (text_from);
`,
}
