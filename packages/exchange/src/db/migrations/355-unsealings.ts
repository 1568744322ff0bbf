export const migration355 = {
  name: '355-unsealings',
  sql: `
-- What auditors asked the key holders of a group for: whom one pseudonym in a message stands for. For the auditors of the asking body,
-- those key holders and the sender of the message; the texts are null once whom the pseudonyms stand for was erased.
create table unsealings (
  id uuid primary key,
  position bigint generated always as identity,
  release_id uuid not null references releases,
  token text not null,
  asker uuid not null references members,
  asked_by uuid not null references people,
  sender uuid not null references members,
  holders uuid[] not null,
  reason text,
  legal_basis text,
  state text not null check (state in ('asked', 'agreed', 'declined', 'lapsed', 'withdrawn', 'erased')),
  asked_at timestamptz not null,
  due_at timestamptz,
  settled_at timestamptz,
  check ((state = 'asked') = (due_at is not null)),
  check (not (sender = any(holders)) and not (asker = any(holders)))
);
create unique index unsealings_waiting on unsealings (release_id, asker) where state = 'asked';
create index unsealings_of_release on unsealings (release_id);
create index unsealings_due on unsealings (due_at) where due_at is not null;

-- Each key holder answers once.
create table unsealing_steps (
  unsealing_id uuid not null references unsealings,
  holder uuid not null references members,
  step text not null check (step in ('agreed', 'declined')),
  person_id uuid not null references people,
  at timestamptz not null,
  primary key (unsealing_id, holder)
);
alter table unsealings enable row level security;
alter table unsealing_steps enable row level security;
grant select on unsealings to tocsin_member;
grant select (unsealing_id, holder, step, at) on unsealing_steps to tocsin_member;
create policy reads on unsealings for select to tocsin_member
  using (not (select tocsin_machine()) and ((select tocsin_viewer()) = any(holders) or sender = (select tocsin_viewer())
    or (select tocsin_audits()) and asker = (select tocsin_viewer())));
create policy reads on unsealing_steps for select to tocsin_member
  using (exists (select from unsealings u where u.id = unsealing_steps.unsealing_id));

-- Whom the pseudonym stands for, to auditors of the body that asked and once two key holders have agreed; the database counts them
-- itself, whatever the state says.
create view audit_unsealed as
select u.id, u.asked_by, p.token, p.kind, p.original
from unsealings u join masked_persons p on p.release_id = u.release_id and p.token = u.token
where u.state = 'agreed' and u.asker = (select tocsin_viewer()) and (select tocsin_audits())
  and (select count(*) from unsealing_steps s where s.unsealing_id = u.id and s.step = 'agreed' and s.holder = any(u.holders)) >= 2;
grant select on audit_unsealed to tocsin_member;

-- That a member tried to ask key holders, or to answer as one, and was refused is its own.
drop policy own on refusals;
create policy own on refusals as restrictive for select to tocsin_member
  using (act not in ('release.read', 'answer', 'ask-unmasking', 'unmask', 'decline-unmasking',
    'ask-unsealing', 'agree-unsealing', 'decline-unsealing') and act not like 'meeting.%'
    or by_member = (select tocsin_viewer()));
`,
}
