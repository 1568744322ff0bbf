export const migration051 = {
  name: '051-who-acts',
  sql: `
-- Who acts for an office as of each answer, so that a past moment is told as it stood. Of answers before this only the last
-- is known.
alter table notice_events add column acknowledged_by text;
update notice_events e set acknowledged_by = t.acknowledged_by
  from notice_targets t
  where t.acknowledged_by is not null and e.id = (select max(l.id) from notice_events l
    where l.target_id = t.id and l.kind in ('notice.told', 'notice.understood', 'notice.acted'));
`,
}
