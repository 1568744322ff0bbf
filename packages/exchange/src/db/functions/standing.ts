/** What the verdicts on a release rest on. Called by `sharing/store.ts` and, to see that it still holds, by `taxii-submit.ts`. */
export const STANDING = `
-- What the verdicts on a release rest on, as one text: the group, and its members and the sender by name. Null when
-- one of the two is not there.
create or replace function tocsin_standing(asked_group uuid, sender uuid) returns text
  language plpgsql stable set search_path from current as $fn$
begin
  return (
    select json_build_object(
      'id', g.id, 'purposes', g.purposes, 'maxTlp', g.max_tlp, 'basis', g.legal_basis, 'expiresAt', g.expires_at,
      'markings', g.markings, 'charter', g.charter_number, 'law', g.law, 'retentionDays', g.retention_days,
      'next', g.next_charters, 'members', (
        select json_agg(json_build_object('id', m.id, 'name', m.name, 'kind', m.kind, 'active', m.active,
          'belongs', gm.member_id is not null) order by m.name)
        from members m left join group_members gm on gm.member_id = m.id and gm.group_id = g.id
        where gm.member_id is not null or m.id = sender),
      'awaited', (select json_agg(json_build_object('name', a.name, 'from', a.others_from) order by a.position)
        from party_alerts a where a.finder = sender and not a.may_share))::text
    from groups g where g.id = asked_group and exists (select 1 from members where id = sender));
end $fn$;
`
