export const migration008 = {
  name: '008-log',
  sql: `
-- The public record: one line an act, no content. Never updated, never deleted.
create table log_entries (
  index bigint primary key check (index >= 0),
  leaf text not null
);

-- What an entry commits to, outside the log so that it can be erased.
create table log_payloads (
  index bigint primary key references log_entries,
  subject text not null,
  salt bytea not null,
  payload text not null,
  members uuid[] not null
);
create index log_payloads_subject on log_payloads (subject);

-- The widest tile at each place; a narrower one is its beginning.
create table log_tiles (
  level int not null,
  index bigint not null,
  width int not null,
  data bytea not null,
  primary key (level, index)
);

-- A head is signed only after it is committed; until then it has no note.
create table log_heads (
  size bigint primary key,
  root bytea not null,
  note text
);

create function tocsin_log_stays() returns trigger language plpgsql as
  $$ begin raise exception 'the log is append-only'; end $$;
create trigger stays before update or delete or truncate on log_entries
  for each statement execute function tocsin_log_stays();

alter table log_payloads enable row level security;
grant select on log_entries, log_payloads, log_tiles, log_heads to tocsin_member;
create policy reads on log_payloads for select to tocsin_member using (tocsin_viewer() = any(members));
`,
}
