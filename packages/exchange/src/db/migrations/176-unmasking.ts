export const migration176 = {
  name: '176-unmasking',
  sql: `
-- What receivers of a message asked its sender for: whom one pseudonym stands for. For the two sides alone; the texts are null once
-- whom the pseudonyms stand for was erased.
create table unmaskings (
  id uuid primary key,
  position bigint generated always as identity,
  release_id uuid not null references releases,
  token text not null,
  asker uuid not null references members,
  asked_by uuid not null references people,
  sender uuid not null references members,
  reason text,
  legal_basis text,
  state text not null check (state in ('asked', 'approved', 'declined', 'timed-out', 'erased')),
  asked_at timestamptz not null,
  due_at timestamptz,
  decided_at timestamptz,
  decided_by uuid references people,
  words text,
  check ((state = 'asked') = (due_at is not null))
);
create unique index unmaskings_waiting on unmaskings (release_id, asker) where state = 'asked';
create index unmaskings_of_asker on unmaskings (asker, position);
create index unmaskings_of_sender on unmaskings (sender, position);
create index unmaskings_of_release on unmaskings (release_id);
create index unmaskings_due on unmaskings (due_at) where due_at is not null;

alter table unmaskings enable row level security;
grant select on unmaskings to tocsin_member;
create policy reads on unmaskings for select to tocsin_member
  using ((select tocsin_viewer()) in (asker, sender) and not (select tocsin_machine()));

-- A member that was told sees whom the one pseudonym stands for, as long as it may read the message itself.
create policy unmasked on masked_persons for select to tocsin_member
  using (not (select tocsin_machine()) and exists (
    select 1 from unmaskings u join release_recipients rr on rr.release_id = u.release_id and rr.member_id = u.asker
    where u.release_id = masked_persons.release_id and u.token = masked_persons.token
      and u.state = 'approved' and u.asker = (select tocsin_viewer())
      and rr.withdrawn_at is null and (rr.expires_at is null or rr.expires_at > (select tocsin_now()))));

-- That a member tried to ask, or to decide, and was refused is its own: an operator may be a person of any member.
create policy unmasking on refusals as restrictive for select to tocsin_member
  using (act not in ('ask-unmasking', 'unmask', 'decline-unmasking') or by_member = (select tocsin_viewer()));

-- For auditors: who asked, why, and what was decided by whom.
create view audit_unmaskings as
select u.id, u.release_id, u.token, u.asker, u.asked_by, u.asked_at, u.reason, u.legal_basis, u.state, u.decided_at, u.decided_by,
  u.words
from unmaskings u where (select tocsin_audits());
grant select on audit_unmaskings to tocsin_member;
`,
}
