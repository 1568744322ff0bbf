export const migration003 = {
  name: '003-detection',
  sql: `
create table uploads (
  id uuid primary key,
  member_id uuid not null references members,
  person_id uuid references people,
  file_name text not null,
  bytes bigint not null,
  rows bigint not null,
  columns jsonb not null,
  preset text,
  mapping jsonb not null,
  uploaded_at timestamptz not null
);

create table detection_runs (
  id uuid primary key,
  member_id uuid not null references members,
  upload_id uuid not null references uploads,
  parameters jsonb not null,
  state text not null,
  phase text not null,
  progress double precision not null,
  error text,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- Wall time: the process that runs it is alive.
  beat_at timestamptz not null,
  findings int not null default 0
);
create index detection_runs_member on detection_runs (member_id, started_at desc);

create table findings (
  id uuid primary key,
  member_id uuid not null references members,
  run_id uuid references detection_runs,
  title text not null,
  trace text not null,
  accounts int not null,
  score double precision not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  found_at timestamptz not null,
  body text not null
);
create index findings_member on findings (member_id, found_at desc);

alter table uploads enable row level security;
alter table detection_runs enable row level security;
alter table findings enable row level security;
grant select on uploads, detection_runs, findings to tocsin_member;
create policy reads on uploads for select to tocsin_member using (member_id = tocsin_viewer());
create policy reads on detection_runs for select to tocsin_member using (member_id = tocsin_viewer());
create policy reads on findings for select to tocsin_member using (member_id = tocsin_viewer());
`,
}
