export const migration161 = {
  name: '161-audit-as-then',
  sql: `
-- From when on an auditor is shown what is on record: a step of a message from the step that ended its wait, its statement from
-- its approval. What a search found at one place of the log so stays what it found, and a message that waits again is not
-- told by steps that are gone.
create or replace view audit_acts as
select e.index, a.kind, a.at, o.subject, p.members, p.payload::json -> 'by' as by, p.payload::json ->> 'rule' as rule,
  array_remove(array[p.payload::json -> 'by' ->> 'person', p.payload::json ->> 'author', p.payload::json ->> 'person'], null)
    as people,
  coalesce(r.message ->> 'type', m.type) as message_type,
  case when r.message is not null or m.state = 'approved'
    or a.kind in ('member.created', 'member.admitted', 'member.suspended', 'person.invited', 'person.admitted',
      'person.suspended', 'person.ended', 'person.roles-changed', 'link.made', 'group.created', 'group.joined', 'group.left',
      'group.end-moved', 'group.ended', 'envelope.looked-at', 'exchange.upgraded', 'policies.changed',
      'clock.leapt', 'exchange.stood-still', 'audit.searched', 'audit.opened', 'audit.exported',
      'erasure.asked', 'erasure.declined', 'hold.placed', 'hold.lifted')
    -- Which entries were emptied would tell when a member read what the erasure was about.
    or a.kind = 'payload.erased' and p.payload::json ->> 'about' is null
    then p.payload end as payload,
  w.seen_from,
  case when m.state = 'approved'
    then (select min(v.log_index) from message_events v where v.message_id = m.id and v.what = 'approved')
    else e.index end as open_from
from log_entries e
join log_payloads p on p.index = e.index
cross join lateral (select e.leaf::json ->> 'kind' as kind, (e.leaf::json ->> 'time')::timestamptz as at) a
-- A notice that was refused stands in the record under its own title, which is neither shown nor taken for an id.
cross join lateral (select case when a.kind = 'refusal' and p.payload::json ->> 'act' = 'notice.send' then 'notice'
  else p.subject end as subject) o
left join releases r on r.id = case when o.subject ~ '^release:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  then substr(o.subject, 9)::uuid end
left join messages m on m.id = case when o.subject ~ '^message:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  then substr(o.subject, 9)::uuid end
cross join lateral (select case when m.id is null or (select v.what from message_events v
    where v.message_id = m.id and v.log_index <= e.index order by v.log_index desc limit 1) <> 'submitted' then e.index
  else (select min(v.log_index) from message_events v
    where v.message_id = m.id and v.log_index > e.index and v.what <> 'submitted') end as seen_from) w
where (select tocsin_audits())
  and a.kind in (
    'notice.sent', 'notice.told', 'notice.understood', 'notice.acted', 'notice.escalated', 'notice.unreachable',
    'notice.closed', 'delivery.sent', 'delivery.delayed', 'delivery.failed', 'message.submitted', 'message.approved',
    'message.returned', 'message.withdrawn', 'message.timed-out', 'release.created', 'release.granted',
    'release.recalled', 'release.ended', 'refusal', 'member.created', 'member.admitted', 'member.suspended',
    'person.invited', 'person.admitted', 'person.suspended', 'person.ended', 'person.roles-changed', 'link.made',
    'group.created', 'group.joined', 'group.left', 'group.end-moved', 'group.ended', 'contacts.imported',
    'address.erased', 'places.imported', 'election.added', 'election.changed', 'reachability.planned',
    'reachability.withdrawn', 'reachability.unsent', 'envelope.looked-at', 'audit.searched', 'audit.opened',
    'audit.exported', 'exchange.upgraded', 'policies.changed', 'clock.leapt', 'exchange.stood-still',
    'payload.erased', 'erasure.asked', 'erasure.declined', 'hold.placed', 'hold.lifted')
  and w.seen_from is not null
  and not exists (select 1 from refusals f where f.log_index = e.index and f.act in ('release.read', 'notice.open', 'answer'));
`,
}
