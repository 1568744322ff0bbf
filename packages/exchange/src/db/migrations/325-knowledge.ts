export const migration325 = {
  name: '325-knowledge',
  sql: `
-- Frameworks of techniques that an operator loaded, such as DISARM, each by the id of its matrix; whoever is signed in reads them.
create table frameworks (
  id uuid primary key,
  stix_id text not null unique,
  name text not null,
  version text,
  -- The newest "modified" of its objects, as it is written there.
  modified text not null,
  terms text[] not null,
  tactics jsonb not null,
  left_out jsonb not null,
  sha256 text not null,
  loaded_at timestamptz not null,
  log_index bigint not null
);
create table techniques (
  id uuid primary key,
  framework_id uuid not null references frameworks,
  stix_id text not null,
  code text,
  name text not null,
  description text not null,
  url text,
  tactics text[] not null,
  -- By ids of STIX: of a sub-technique what it is part of, and of a revoked one what is named in its place.
  parent text,
  revoked_by text,
  version text,
  modified text not null,
  state text not null check (state in ('current', 'deprecated', 'revoked', 'absent')),
  haystack text not null generated always as (lower(coalesce(code, '') || ' ' || name || ' ' || description)) stored,
  unique (framework_id, stix_id)
);
grant select on frameworks, techniques to tocsin_member;
`,
}
