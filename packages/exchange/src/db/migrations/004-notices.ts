export const migration004 = {
  name: '004-notices',
  sql: `
create table notices (
  id uuid primary key,
  from_member uuid not null references members,
  person_id uuid references people,
  kind text not null,
  tlp text not null,
  en jsonb not null,
  es jsonb,
  answer_within int not null,
  release_id uuid references releases,
  sent_at timestamptz not null,
  closed_at timestamptz,
  close_reason text,
  log_index bigint not null
);
create index notices_from on notices (from_member, sent_at desc);

-- One office and role that must be apprised. from_member stands here again for row-level security.
create table notice_targets (
  id uuid primary key,
  notice_id uuid not null references notices,
  from_member uuid not null,
  jurisdiction text not null references jurisdictions,
  role text not null,
  state text not null,
  rank int not null,
  due_at timestamptz,
  acknowledged_by text,
  acknowledged_at timestamptz,
  fault text,
  call_back_code text not null unique,
  unique (notice_id, jurisdiction, role)
);
create index notice_targets_due on notice_targets (due_at) where due_at is not null;
create index notice_targets_place on notice_targets (jurisdiction);

-- The chain of contacts as it was when the notice was sent; each gets a link of its own when told.
create table notice_contacts (
  target_id uuid not null references notice_targets,
  rank int not null,
  contact_id uuid not null,
  title text not null,
  email text not null,
  language text not null,
  token_hash bytea unique,
  primary key (target_id, rank)
);

create table deliveries (
  id uuid primary key,
  notice_id uuid not null references notices,
  target_id uuid not null references notice_targets,
  rank int not null,
  channel text not null,
  address text not null,
  state text not null,
  attempts int not null default 0,
  next_at timestamptz,
  -- Wall time until which one process is sending it; the other times are the exchange's clock.
  leased_until timestamptz,
  sent_at timestamptz,
  fault text,
  token text
);
create index deliveries_next on deliveries (next_at) where next_at is not null;
create index deliveries_target on deliveries (target_id);

create table notice_events (
  id bigint generated always as identity primary key,
  notice_id uuid not null references notices,
  target_id uuid not null references notice_targets,
  at timestamptz not null,
  kind text not null,
  state text not null,
  rank int not null,
  due_at timestamptz,
  detail text not null,
  log_index bigint not null
);
create index notice_events_notice on notice_events (notice_id, id);

-- A contact's title for those who may see the target; its address and link stay out of reach.
create function tocsin_contact_title(target uuid, at_rank int) returns text language sql stable security definer
  set search_path from current
  return (select title from notice_contacts where target_id = target and rank = at_rank);

alter table notices enable row level security;
alter table notice_targets enable row level security;
alter table notice_contacts enable row level security;
alter table deliveries enable row level security;
alter table notice_events enable row level security;
grant select on notices, notice_targets, notice_events, deliveries to tocsin_member;
create policy reads on notice_targets for select to tocsin_member
  using (from_member = tocsin_viewer() or tocsin_operates() or jurisdiction = tocsin_place()
    or (length(tocsin_place()) = 2 and left(jurisdiction, 2) = tocsin_place()));
create policy reads on notices for select to tocsin_member
  using (from_member = tocsin_viewer() or tocsin_operates()
    or exists (select 1 from notice_targets t where t.notice_id = notices.id));
create policy reads on notice_events for select to tocsin_member
  using (exists (select 1 from notice_targets t where t.id = notice_events.target_id));
create policy reads on deliveries for select to tocsin_member
  using (exists (select 1 from notice_targets t where t.id = deliveries.target_id
    and (t.from_member = tocsin_viewer() or tocsin_operates())));
`,
}
