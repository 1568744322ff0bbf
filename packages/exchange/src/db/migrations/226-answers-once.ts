export const migration226 = {
  name: '226-answers-once',
  sql: `
-- What was sealed to key holders when an opening was asked for: what is sealed afterwards is not opened by it.
alter table openings add column sealed uuid[] not null default '{}';
update openings o set sealed = array(select d.id from decisions d
  where d.release_id = o.release_id and d.member_id = o.member_id and d.holders <> '{}' and d.made_at <= o.asked_at);
-- Chosen by the client for one sending: a reply that is sent again is kept once.
alter table replies add column send_key text;
create unique index replies_once on replies (member_id, send_key);
`,
}
