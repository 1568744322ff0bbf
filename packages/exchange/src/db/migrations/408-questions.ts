export const migration408 = {
  name: '408-questions',
  sql: `
-- What an office asks the sender of a notice, and the answer. No question is an answer to the notice, so it stands beside its states.
create table notice_questions (
  id uuid primary key,
  target_id uuid not null references notice_targets,
  notice_id uuid not null references notices,
  from_member uuid not null,
  rank int not null,
  text text not null,
  asked_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  answered_by uuid references people,
  check ((answer is null) = (answered_at is null))
);
create index notice_questions_target on notice_questions (target_id, asked_at);
create index notice_questions_open on notice_questions (from_member, notice_id) where answered_at is null;
alter table notice_questions enable row level security;
grant select (id, target_id, notice_id, from_member, rank, text, asked_at, answer, answered_at) on notice_questions to tocsin_member;
create policy reads on notice_questions for select to tocsin_member using (from_member = (select tocsin_viewer()));
`,
}
