export const migration190 = {
  name: '190-meetings-end',
  sql: `
-- Nobody ended it, or nobody began it, so that the clock did what its caller would have.
alter table meetings add column ended_by_clock boolean not null default false;
create index meetings_going on meetings (starts_at) where state in ('called', 'open');
`,
}
