export const migration007 = {
  name: '007-member-reads',
  sql: `
alter table people enable row level security;
alter table api_keys enable row level security;
alter table contacts enable row level security;
grant select on people to tocsin_member;
grant select (id, member_id, person_id, label, can_write, created_at, last_used_at, revoked_at)
  on api_keys to tocsin_member;
grant select on contacts to tocsin_member;

create policy reads on people for select to tocsin_member
  using (member_id = tocsin_viewer() or tocsin_operates());
create policy reads on api_keys for select to tocsin_member
  using (member_id = tocsin_viewer() or tocsin_operates());

-- Addresses and numbers of role holders: for operators, agencies, the office itself and its state.
create policy reads on contacts for select to tocsin_member
  using (tocsin_operates() or jurisdiction = tocsin_place()
    or (length(tocsin_place()) = 2 and left(jurisdiction, 2) = tocsin_place())
    or exists (select 1 from members m where m.id = tocsin_viewer() and m.kind = 'agency'));

-- What every member may know of a role holder. The view reads as its owner, past the policy above.
create view contact_titles as
  select id, jurisdiction, role, rank, title, language from contacts;
grant select on contact_titles to tocsin_member;
`,
}
