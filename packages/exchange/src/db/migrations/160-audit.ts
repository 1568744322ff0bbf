export const migration160 = {
  name: '160-audit',
  sql: `
-- Until when somebody was invited; null where no day was named.
alter table people add column ends_at timestamptz;
create index people_ending on people (ends_at) where ends_at is not null;

-- That an auditor reads is said with the rest of the reader's identity; the functions in force take its place.
drop function if exists tocsin_enter(uuid, text, boolean, boolean, timestamptz);
drop function if exists tocsin_sign(uuid, text, boolean, boolean, timestamptz);
create function tocsin_audits() returns boolean language sql stable return false;

-- Searches of auditors: what was asked, and how far the log went then, so that every page and the export are of the same
-- record. For the auditor's own member.
create table audit_searches (
  id uuid primary key,
  person_id uuid not null references people,
  member_id uuid not null references members,
  at timestamptz not null,
  filter jsonb not null,
  up_to bigint not null,
  found int not null,
  closed int not null,
  log_index bigint not null
);
create index audit_searches_person on audit_searches (person_id, at desc);
alter table audit_searches enable row level security;
grant select on audit_searches to tocsin_member;
create policy reads on audit_searches for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));

-- What an auditor may ask of the record. Views read as their owner, so each asks who reads.
create view audit_members as select id, name, kind from members where (select tocsin_audits());
create view audit_people as select id, member_id, name from people where (select tocsin_audits());

-- Acts of the kinds that are listed: no reading, no answer of a receiver to a recall, no sign-in or key, no member's own work; and
-- no message that still waits for its second person. The statement of an act stands here where it is about the exchange itself, or about a message
-- of a government body that was released.
create view audit_acts as
select e.index, a.kind, a.at, p.subject, p.members, p.payload::json -> 'by' as by, p.payload::json ->> 'rule' as rule,
  array_remove(array[p.payload::json -> 'by' ->> 'person', p.payload::json ->> 'author', p.payload::json ->> 'person'], null)
    as people,
  coalesce(r.message ->> 'type', m.type) as message_type,
  case when r.message is not null or m.state = 'approved'
    or a.kind in ('member.created', 'member.admitted', 'member.suspended', 'person.invited', 'person.admitted',
      'person.suspended', 'person.ended', 'person.roles-changed', 'link.made', 'group.created', 'group.joined', 'group.left',
      'group.end-moved', 'group.ended', 'envelope.looked-at', 'exchange.upgraded', 'policies.changed', 'payload.erased',
      'erasure.asked', 'erasure.declined', 'hold.placed', 'hold.lifted', 'clock.leapt', 'exchange.stood-still',
      'audit.searched', 'audit.opened', 'audit.exported') then p.payload end as payload
from log_entries e
join log_payloads p on p.index = e.index
cross join lateral (select e.leaf::json ->> 'kind' as kind, (e.leaf::json ->> 'time')::timestamptz as at) a
left join releases r on r.id = case when p.subject like 'release:%' then substr(p.subject, 9)::uuid end
left join messages m on m.id = case when p.subject like 'message:%' then substr(p.subject, 9)::uuid end
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
  and m.state is distinct from 'submitted'
  and not exists (select 1 from refusals f where f.log_index = e.index and f.act in ('release.read', 'notice.open', 'answer'));

-- Messages of government bodies as the register has them, with what was stated, who stood behind them and what their review was.
create view audit_messages as
select e.id, e.position, e.at, e.type, e.sender, e.receivers, e.purpose, e.nexus, e.authority, e.no_ask, e.content_hash,
  e.log_index, e.us_persons, e.text_from, e.text, r.title, r.message, r.recalled_at, r.recall_reason, r.group_id,
  r.person_id as approver, m.id as message_id, m.author
from register_entries e join releases r on r.id = e.id left join messages m on m.release_id = e.id
where (select tocsin_audits());
create view audit_message_events as
select v.id, v.message_id, v.at, v.what, v.person_id, v.revision, v.note, v.log_index
from message_events v join messages m on m.id = v.message_id
where m.state = 'approved' and (select tocsin_audits());

-- Who was given which release, and until when it stood; when it was read stands in no column.
create view audit_given as
select rr.release_id, rr.member_id, rr.rule, rr.log_index, r.from_member, r.released_at, r.recalled_at,
  coalesce(rr.expires_at, r.expires_at) as expires_at, r.object_count, r.message ->> 'type' as message_type,
  case when r.message is not null then r.title end as title
from release_recipients rr join releases r on r.id = rr.release_id
where (select tocsin_audits());
grant select on audit_members, audit_people, audit_acts, audit_messages, audit_message_events, audit_given to tocsin_member;
`,
}
