export const migration162 = {
  name: '162-persons',
  sql: `
-- Whether a message names persons of the country is reviewed from now on; what was stated of those found, without them, is for
-- auditors.
alter table register_entries drop constraint register_entries_us_persons_check;
alter table register_entries add constraint register_entries_us_persons_check
  check (us_persons in ('not-reviewed', 'none-found', 'masked'));
alter table register_entries add column person_review jsonb;

-- Whom the pseudonyms in a release stand for: for people of its sender alone.
create table masked_persons (
  release_id uuid not null references releases,
  member_id uuid not null references members,
  token text not null,
  kind text not null,
  original text not null,
  primary key (release_id, token)
);
alter table masked_persons enable row level security;
grant select on masked_persons to tocsin_member;
create policy reads on masked_persons for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));

create or replace view audit_messages as
select e.id, e.position, e.at, e.type, e.sender, e.receivers, e.purpose, e.nexus, e.authority, e.no_ask, e.content_hash,
  e.log_index, e.us_persons, e.text_from, e.text, r.title, r.message, r.recalled_at, r.recall_reason, r.group_id,
  r.person_id as approver, m.id as message_id, m.author, e.person_review
from register_entries e join releases r on r.id = e.id left join messages m on m.release_id = e.id
where (select tocsin_audits());
`,
}
