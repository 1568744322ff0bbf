export const migration181 = {
  name: '181-meeting-items',
  sql: `
-- What was said in a meeting, by whom and of which type. That a line was not taken, and by which rule, is for all who were called.
create table meeting_items (
  id uuid primary key,
  position bigint generated always as identity unique,
  meeting_id uuid not null references meetings,
  member_id uuid not null references members,
  type text not null,
  state text not null check (state in ('waits', 'taken', 'refused', 'unconfirmed', 'unsaid')),
  rule text,
  reason text,
  prepared boolean not null,
  version int not null,
  at timestamptz not null,
  log_index bigint
);
create index meeting_items_meeting on meeting_items (meeting_id, position);

-- Its words: what was written, for the member alone, and what the others see, in which persons of the country are masked.
create table meeting_item_words (
  item_id uuid primary key references meeting_items,
  meeting_id uuid not null references meetings,
  member_id uuid not null references members,
  author uuid not null references people,
  draft text not null,
  sha256 bytea not null,
  shown boolean not null,
  title text not null,
  words text,
  message jsonb not null,
  second uuid references people,
  content text
);

-- Promises: each member its own. What became of one is known to its promiser alone.
create table meeting_promises (
  id uuid primary key,
  position bigint generated always as identity unique,
  meeting_id uuid not null references meetings,
  member_id uuid not null references members,
  made_by uuid not null references people,
  words text not null,
  until text not null,
  at timestamptz not null,
  log_index bigint not null
);
create table meeting_promise_states (
  promise_id uuid primary key references meeting_promises,
  member_id uuid not null references members,
  state text not null check (state in ('open', 'kept', 'withdrawn')),
  settled_by uuid not null references people,
  at timestamptz not null
);
create table meeting_promise_words (
  id bigint generated always as identity primary key,
  promise_id uuid not null references meeting_promises,
  member_id uuid not null references members,
  told_by uuid not null references people,
  told_to uuid[] not null,
  words text not null,
  at timestamptz not null,
  log_index bigint not null
);

alter table meeting_items enable row level security;
alter table meeting_item_words enable row level security;
alter table meeting_promises enable row level security;
alter table meeting_promise_states enable row level security;
alter table meeting_promise_words enable row level security;
grant select on meeting_items, meeting_promises, meeting_promise_states, meeting_promise_words to tocsin_member;
grant select (item_id, meeting_id, member_id, title, words, message, shown) on meeting_item_words to tocsin_member;
create policy reads on meeting_items for select to tocsin_member
  using (exists (select from meetings m where m.id = meeting_items.meeting_id)
    and (member_id = (select tocsin_viewer()) or state in ('taken', 'refused', 'unconfirmed')));
create policy reads on meeting_item_words for select to tocsin_member
  using (exists (select from meetings m where m.id = meeting_item_words.meeting_id)
    and (member_id = (select tocsin_viewer()) or shown));
create policy reads on meeting_promises for select to tocsin_member
  using (exists (select from meetings m where m.id = meeting_promises.meeting_id));
create policy reads on meeting_promise_states for select to tocsin_member
  using (member_id = (select tocsin_viewer()) and not (select tocsin_machine()));
create policy reads on meeting_promise_words for select to tocsin_member
  using (not (select tocsin_machine())
    and (member_id = (select tocsin_viewer()) or (select tocsin_viewer()) = any(told_to)));
`,
}
