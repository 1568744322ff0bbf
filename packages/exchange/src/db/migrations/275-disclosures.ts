export const migration275 = {
  name: '275-disclosures',
  sql: `
-- Joint disclosures: who was asked, at which instant, and the sealed parts. For those who were asked alone, until it opens.
create table disclosures (
  id uuid primary key,
  position bigint generated always as identity,
  group_id uuid not null references groups,
  title text not null,
  purpose text not null,
  proposer uuid not null references members,
  proposed_by uuid not null references people,
  proposed_at timestamptz not null,
  opens_at timestamptz not null,
  threshold integer not null,
  k integer not null,
  research_terms text not null,
  -- An instant that is offered, and how many were.
  offers integer not null default 0,
  offered_instant timestamptz,
  offered_by uuid references members,
  offered_at timestamptz,
  asked uuid[] not null
);
create index disclosures_asked on disclosures using gin (asked);

create table disclosure_members (
  disclosure_id uuid not null references disclosures,
  member_id uuid not null references members,
  kind text not null,
  state text not null check (state in ('asked', 'agreed', 'alone', 'declined', 'left')),
  handed_in boolean not null default false,
  accepted_offer integer not null default 0,
  -- The version of the public page in which its part opened, or was missing.
  version integer,
  missing boolean not null default false,
  own_opens_at timestamptz,
  primary key (disclosure_id, member_id),
  check ((state = 'alone') = (own_opens_at is not null))
);

-- Nobody but the exchange itself reads these: they are given to their owner by its routes, and once open to researchers.
create table disclosure_parts (
  id uuid primary key,
  disclosure_id uuid not null references disclosures,
  member_id uuid not null references members,
  seq integer not null,
  state text not null check (state in ('sealed', 'replaced', 'taken-out', 'opened')),
  handed_in_at timestamptz not null,
  records integer not null,
  bytes integer not null,
  digest text not null,
  log_index bigint not null,
  -- The version of the public page that it stands in first.
  opened_in integer,
  sealed bytea,
  unique (disclosure_id, member_id, seq),
  check ((state in ('sealed', 'opened')) = (sealed is not null))
);
create unique index disclosure_parts_sealed on disclosure_parts (disclosure_id, member_id) where state = 'sealed';
-- What makes the pseudonyms of one disclosure, sealed like its parts.
create table disclosure_secrets (
  disclosure_id uuid primary key references disclosures,
  sealed bytea not null
);

-- What is published, for good.
create table disclosure_versions (
  disclosure_id uuid not null references disclosures,
  number integer not null,
  position bigint generated always as identity,
  opened_at timestamptz not null,
  why text not null,
  page text not null,
  log_index bigint not null,
  primary key (disclosure_id, number)
);
create table disclosure_files (
  disclosure_id uuid not null,
  number integer not null,
  name text not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  primary key (disclosure_id, number, name),
  foreign key (disclosure_id, number) references disclosure_versions
);
-- The files, compressed and in pieces.
create table disclosure_pieces (
  disclosure_id uuid not null,
  number integer not null,
  name text not null,
  seq integer not null,
  content bytea not null,
  primary key (disclosure_id, number, name, seq),
  foreign key (disclosure_id, number, name) references disclosure_files
);
create table disclosure_signatures (
  disclosure_id uuid not null references disclosures,
  member_id uuid not null references members,
  person_id uuid not null references people,
  digest text not null,
  signed_at timestamptz not null,
  log_index bigint not null,
  primary key (disclosure_id, member_id)
);

alter table disclosures enable row level security;
alter table disclosure_members enable row level security;
alter table disclosure_parts enable row level security;
alter table disclosure_secrets enable row level security;
alter table disclosure_versions enable row level security;
alter table disclosure_files enable row level security;
alter table disclosure_pieces enable row level security;
alter table disclosure_signatures enable row level security;
grant select (id, position, group_id, title, purpose, proposer, proposed_at, opens_at, threshold, k, research_terms, offers,
  offered_instant, offered_by, offered_at) on disclosures to tocsin_member;
-- Not when a member opens alone: that is its own.
grant select (disclosure_id, member_id, kind, state, handed_in, accepted_offer, version, missing) on disclosure_members to tocsin_member;
create policy reads on disclosures for select to tocsin_member using ((select tocsin_viewer()) = any(asked));
create policy reads on disclosure_members for select to tocsin_member
  using (exists (select from disclosures d where d.id = disclosure_members.disclosure_id));

-- That members mean to disclose something, and with whom, is for those who were asked: an operator may be a person of any member.
create policy disclosures on refusals as restrictive for select to tocsin_member
  using (act not like 'disclosure.%' or by_member = (select tocsin_viewer()));
`,
}
