/** Titles of the contacts of a notice. Called by `notices/targets-at.ts`. */
export const CONTACT_TITLES = `
-- For a map of thousands of offices all at once: asked for one by one they take longer than everything else about them. Of offices that the
-- reader may see, as the policy on notice_targets has it.
create or replace function tocsin_contact_titles(asked uuid) returns table (target_id uuid, rank int, title text)
  language sql stable security definer set search_path from current as $fn$
  select c.target_id, c.rank, c.title from notice_targets t join notice_contacts c on c.target_id = t.id
  where t.notice_id = asked and (t.from_member = (select tocsin_viewer()) or (select tocsin_operates())
    or t.jurisdiction in (select j.id from jurisdictions j where j.lineage @> array[(select tocsin_place())]))
$fn$;`
