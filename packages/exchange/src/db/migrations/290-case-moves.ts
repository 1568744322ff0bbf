export const migration290 = {
  name: '290-case-moves',
  sql: `
-- A case that was merged into another one stands there until it is parted again.
alter table cases drop constraint cases_state_check;
alter table cases add constraint cases_state_check check (state in ('open', 'closed', 'merged'));
alter table cases add column merged_into uuid references cases;
alter table cases add column split_from uuid references cases;
alter table cases add constraint cases_merged_check check ((state = 'merged') = (merged_into is not null));
create index cases_merged_into on cases (merged_into) where merged_into is not null;
grant select (merged_into, split_from) on cases to tocsin_member;

-- What went from one case into another, so that it can go back.
create table case_moves (
  id uuid primary key,
  kind text not null check (kind in ('merge', 'split')),
  from_case uuid not null references cases,
  into_case uuid not null references cases,
  member_id uuid not null references members,
  person_id uuid not null references people,
  at timestamptz not null,
  undone_at timestamptz
);
create unique index case_moves_merged on case_moves (from_case) where kind = 'merge' and undone_at is null;
create table case_moved (
  move_id uuid not null references case_moves,
  what text not null check (what in ('item', 'step', 'offer', 'line')),
  row_id uuid not null,
  primary key (move_id, what, row_id)
);
alter table case_moves enable row level security;
alter table case_moved enable row level security;
`,
}
