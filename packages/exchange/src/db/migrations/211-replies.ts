export const migration211 = {
  name: '211-replies',
  sql: `
-- What holders say of a release: for those they address who have it as well, until they take it back.
create table replies (
  id uuid primary key,
  release_id uuid not null references releases,
  member_id uuid not null references members,
  person_id uuid not null references people,
  kind text not null check (kind in ('seen-too', 'useful', 'no-use', 'wrong', 'reviewed', 'removed', 'more')),
  words text,
  audience uuid[] not null,
  made_at timestamptz not null,
  day text not null,
  answer_id uuid not null references answer_leaves,
  retracted_at timestamptz
);
create index replies_of_release on replies (release_id, member_id);
alter table replies enable row level security;
-- Who else was addressed, who wrote it and at which instant is the replier's own.
grant select (id, release_id, member_id, kind, words, day) on replies to tocsin_member;
create policy reads on replies for select to tocsin_member
  using (not (select tocsin_machine()) and (member_id = (select tocsin_viewer())
    or (retracted_at is null and (select tocsin_viewer()) = any(audience)
      and (exists (select from releases r where r.id = replies.release_id and r.from_member = (select tocsin_viewer()))
        or exists (select from release_recipients rr where rr.release_id = replies.release_id
          and rr.member_id = (select tocsin_viewer()))))));
create view own_replies as
  select id, audience, made_at, retracted_at, answer_id from replies
  where member_id = (select tocsin_viewer()) and not (select tocsin_machine());
grant select on own_replies to tocsin_member;

-- That the sender of a release has dealt with a reply is for the sender alone.
create table settled_replies (
  reply_id uuid primary key references replies,
  member_id uuid not null references members,
  person_id uuid not null references people,
  settled_at timestamptz not null
);
alter table settled_replies enable row level security;
grant select on settled_replies to tocsin_member;
create policy reads on settled_replies for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));
`,
}
