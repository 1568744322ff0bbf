export const migration031 = {
  name: '031-signed-in',
  sql: `
-- That somebody signed in is a fact for good, though links and sessions are pruned: without it, whoever starts the
-- server is shown a way in. Keys and further people are made by somebody who was in.
insert into settings (name, value)
  select 'signed_in', 'before this was kept'
  where exists (select from sign_in_links where spent_at is not null) or exists (select from sessions)
    or exists (select from api_keys) or (select count(*) from people) > 1
  on conflict (name) do nothing;
`,
}
