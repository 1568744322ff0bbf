export const migration022 = {
  name: '022-machines',
  sql: `
-- What is for people's eyes is hidden from machines whole, whoever they belong to and whatever else admits them: that there
-- is such a release, its title, and the acts of it.
create policy machines on releases as restrictive for select to tocsin_member
  using (not tocsin_machine() or (tlp <> 'red' and pap <> 'red'));
create policy machines on release_objects as restrictive for select to tocsin_member
  using (not tocsin_machine() or exists (select 1 from releases r where r.id = release_objects.release_id));
create policy machines on log_payloads as restrictive for select to tocsin_member
  using (not tocsin_machine() or case when subject like 'release:%'
    then exists (select 1 from releases r where r.id = substr(subject, 9)::uuid) else true end);
delete from taxii_feed f using releases r where r.id = f.release_id and 'red' in (r.tlp, r.pap);
`,
}
