export const migration170 = {
  name: '170-charters',
  sql: `
-- A group's charter in its versions, each proposed by one person and adopted by another.
create table charter_versions (
  group_id uuid not null references groups,
  number int not null,
  state text not null check (state in ('proposed', 'adopted', 'refused', 'withdrawn', 'replaced')),
  terms jsonb not null,
  law text not null,
  cases jsonb not null,
  in_force_from timestamptz not null,
  based_on int,
  -- What was proposed, byte for byte, and its SHA-256 in hex.
  bytes text,
  sha256 text,
  by_text boolean not null default false,
  proposed_at timestamptz not null,
  proposed_by_member uuid references members,
  proposed_by uuid references people,
  settled_at timestamptz,
  settled_by_member uuid references members,
  settled_by uuid references people,
  reason text,
  log_index bigint,
  primary key (group_id, number),
  check ((bytes is null) = (sha256 is null))
);
-- One proposal waits at a time.
create unique index charter_versions_waiting on charter_versions (group_id) where state = 'proposed';

-- What each person was shown of a proposal: an adoption is of that. Nobody else is told who looked.
create table charter_looks (
  group_id uuid not null,
  number int not null,
  person_id uuid not null references people,
  seen text not null,
  at timestamptz not null,
  primary key (group_id, number, person_id, seen),
  foreign key (group_id, number) references charter_versions
);

-- What is in force stands with the group, where the verdicts on releases look; what is to come beside it.
alter table groups add column charter_number int not null default 1, add column law text, add column retention_days int,
  add column next_charters jsonb;

-- What each group has become its first version, word for word.
insert into charter_versions (group_id, number, state, terms, law, cases, in_force_from, proposed_at)
select id, 1, 'adopted', json_build_object('charter', charter, 'legalBasis', legal_basis, 'purposes', purposes,
    'senders', array['agency', 'platform', 'office', 'campaign', 'researcher', 'hub'],
    'receivers', array['agency', 'platform', 'office', 'campaign', 'researcher', 'hub'],
    'maxTlp', max_tlp, 'markings', markings)::jsonb
  || case when ends_with is null
    then jsonb_build_object('until', to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    else jsonb_build_object('endsWith', jsonb_build_object('election', ends_with, 'days', ends_days)) end,
  '', '[]', created_at, created_at
from groups;

alter table charter_versions enable row level security;
alter table charter_looks enable row level security;
grant select on charter_versions to tocsin_member;
create policy reads on charter_versions for select to tocsin_member
  using (not (select tocsin_machine())
    and ((select tocsin_operates()) or group_id = any((select tocsin_own_groups())::uuid[])));

-- The auditor is shown the acts on charters.
create or replace view audit_acts as
select e.index, a.kind, a.at, o.subject, p.members, p.payload::json -> 'by' as by, p.payload::json ->> 'rule' as rule,
  array_remove(array[p.payload::json -> 'by' ->> 'person', p.payload::json ->> 'author', p.payload::json ->> 'person'], null)
    as people,
  coalesce(r.message ->> 'type', m.type) as message_type,
  case when r.message is not null or m.state = 'approved'
    or a.kind in ('member.created', 'member.admitted', 'member.suspended', 'person.invited', 'person.admitted',
      'person.suspended', 'person.ended', 'person.roles-changed', 'link.made', 'group.created', 'group.joined', 'group.left',
      'group.end-moved', 'group.ended', 'charter.proposed', 'charter.adopted', 'charter.renewed',
      'charter.refused', 'charter.withdrawn', 'charter.in-force', 'charter.reminded', 'envelope.looked-at', 'exchange.upgraded', 'policies.changed',
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
    'charter.proposed', 'charter.adopted', 'charter.renewed', 'charter.refused', 'charter.withdrawn', 'charter.in-force', 'charter.reminded',
    'address.erased', 'places.imported', 'election.added', 'election.changed', 'reachability.planned',
    'reachability.withdrawn', 'reachability.unsent', 'envelope.looked-at', 'audit.searched', 'audit.opened',
    'audit.exported', 'exchange.upgraded', 'policies.changed', 'clock.leapt', 'exchange.stood-still',
    'payload.erased', 'erasure.asked', 'erasure.declined', 'hold.placed', 'hold.lifted')
  and w.seen_from is not null
  and not exists (select 1 from refusals f where f.log_index = e.index and f.act in ('release.read', 'notice.open', 'answer'));
`,
}
