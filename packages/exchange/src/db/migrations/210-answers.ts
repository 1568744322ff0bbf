export const migration210 = {
  name: '210-answers',
  sql: `
-- What members answer each for itself. The clock commits to all of it in batches of one size, by one entry of the log each, which is
-- there whether anybody answered or not; hence no number here counts answers, and nothing of one answer stands in the log.
create table answer_leaves (
  id uuid primary key,
  made_at timestamptz not null,
  salt bytea not null,
  payload text not null,
  members uuid[] not null,
  place smallint,
  path bytea,
  log_index bigint,
  check ((place is null) = (log_index is null) and (path is null) = (log_index is null))
);
create index answer_leaves_waiting on answer_leaves (made_at, id) where log_index is null;
alter table answer_leaves enable row level security;
grant select on answer_leaves to tocsin_member;
create policy reads on answer_leaves for select to tocsin_member
  using (not (select tocsin_machine()) and (select tocsin_viewer()) = any(members));
`,
}
