export const migration370 = {
  name: '370-appeal-mails',
  sql: `
-- What operators, who may be people of any member, are shown of mails: of notices, those that let people in or remind of an end, and
-- those to parties. What is written to people of a member about its own work is theirs; a kind that comes later is too, until it is named here.
drop policy own on deliveries;
create policy own on deliveries as restrictive for select to tocsin_member
  using (purpose in ('notice', 'text-answer', 'named', 'invitation', 'sign-in', 'charter', 'person-end', 'party'));

-- Which mail of a person waits, of one kind.
create index deliveries_person_waits on deliveries (person_id, purpose) where next_at is not null;
`,
}
