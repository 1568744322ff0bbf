import { type ActKind, AUDITED_KINDS } from '@tocsin/api'

/** Kinds whose statement is about the exchange itself, and so stands open to auditors whoever took part. */
const OPEN_KINDS = [
  'member.created',
  'member.admitted',
  'member.suspended',
  'person.invited',
  'person.admitted',
  'person.suspended',
  'person.end-moved',
  'person.end-proposed',
  'person.end-declined',
  'person.end-lapsed',
  'person.end-reminded',
  'person.ended',
  'person.roles-changed',
  'link.made',
  'group.created',
  'group.joined',
  'group.left',
  'group.end-moved',
  'group.ended',
  'charter.proposed',
  'charter.adopted',
  'charter.renewed',
  'charter.refused',
  'charter.withdrawn',
  'charter.in-force',
  'charter.reminded',
  'envelope.looked-at',
  'exchange.upgraded',
  'policies.changed',
  'answers.sealed',
  'clock.leapt',
  'exchange.stood-still',
  'audit.searched',
  'audit.opened',
  'audit.exported',
  'erasure.asked',
  'erasure.declined',
  'hold.placed',
  'hold.lifted',
] as const satisfies readonly ActKind[]

function quoted(kinds: readonly ActKind[]): string {
  return kinds.map((kind) => `'${kind}'`).join(', ')
}

/**
 * The acts of the record as an auditor may know them, for `audit/store.ts`: of the kinds that are listed, hence no reading, no
 * answer of a receiver to a recall, no sign-in or key, no member's own work, and no message that still waits for its second person. A
 * refusal in a case or a joint disclosure would tell that there is one, and who is in it.
 */
export const AUDIT_ACTS = `
create or replace view audit_acts as
select e.index, a.kind, a.at, o.subject, p.members, p.payload::json -> 'by' as by, p.payload::json ->> 'rule' as rule,
  array_remove(array[p.payload::json -> 'by' ->> 'person', p.payload::json ->> 'author', p.payload::json ->> 'person'], null)
    as people,
  coalesce(r.message ->> 'type', nullif(m.type, 'tear-line')) as message_type,
  case when r.message is not null or m.state = 'approved' and m.type <> 'tear-line'
    or a.kind = any(array[${quoted(OPEN_KINDS)}])
    -- Of a meeting, where a body of government met a platform or campaign.
    or (a.kind like 'meeting.%' or a.kind = 'refusal') and t.at_gate
    -- Which entries were emptied would tell when a member read what the erasure was about.
    or a.kind = 'payload.erased' and p.payload::json ->> 'about' is null
    then p.payload end as payload,
  w.seen_from,
  case when m.state = 'approved'
    then (select min(v.log_index) from message_events v where v.message_id = m.id and v.what = 'approved')
    else e.index end as open_from
from log_entries e
join log_payloads p on p.index = e.index
-- Of what the log keeps to itself the statement says what it was; of these kinds no others are listed than asks for masked persons.
cross join lateral (select case e.leaf::json ->> 'kind' when 'member.acted' then p.payload::json ->> 'act'
  else e.leaf::json ->> 'kind' end as kind, (e.leaf::json ->> 'time')::timestamptz as at) a
-- A notice that was refused stands in the record under its own title, which is neither shown nor taken for an id.
cross join lateral (select case when a.kind = 'refusal' and p.payload::json ->> 'act' = 'notice.send' then 'notice'
  else p.subject end as subject) o
left join releases r on r.id = case when o.subject ~ '^release:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  then substr(o.subject, 9)::uuid end
left join messages m on m.id = case when o.subject ~ '^message:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  then substr(o.subject, 9)::uuid end
left join meetings t on t.id = case when o.subject ~ '^meeting:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  then substr(o.subject, 9)::uuid end
cross join lateral (select case when m.id is null or (select v.what from message_events v
    where v.message_id = m.id and v.log_index <= e.index order by v.log_index desc limit 1) <> 'submitted' then e.index
  else (select min(v.log_index) from message_events v
    where v.message_id = m.id and v.log_index > e.index and v.what <> 'submitted') end as seen_from) w
where (select tocsin_audits())
  and a.kind = any(array[${quoted(AUDITED_KINDS)}])
  and w.seen_from is not null
  and not exists (select 1 from refusals f where f.log_index = e.index
    and (f.act in ('release.read', 'notice.open', 'answer') or f.act like 'case.%' or f.act like 'disclosure.%'));
`
