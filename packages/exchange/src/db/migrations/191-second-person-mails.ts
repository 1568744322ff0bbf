export const migration191 = {
  name: '191-second-person-mails',
  sql: `
-- Mails that something waits for a second person: what, by kind and id.
alter table deliveries add column about text;
create index deliveries_about on deliveries (about) where about is not null;
-- Of meetings, messages and asks of a member operators, who may be people of any other, are told nothing.
create policy own on deliveries as restrictive for select to tocsin_member
  using (purpose not in ('meeting', 'second-person'));

-- Whoever asked whom a pseudonym stands for may take the ask back while it waits.
alter table unmaskings drop constraint unmaskings_state_check;
alter table unmaskings add constraint unmaskings_state_check
  check (state in ('asked', 'approved', 'declined', 'timed-out', 'erased', 'withdrawn'));
`,
}
