export const migration001 = {
  name: '001-members',
  sql: `
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'tocsin_member') then
    create role tocsin_member nologin;
  end if;
  execute format('grant tocsin_member to %I', current_user);
end $$;
do $$ begin execute format('grant usage on schema %I to tocsin_member', current_schema()); end $$;

create function tocsin_viewer() returns uuid language sql stable
  return nullif(current_setting('tocsin.member', true), '')::uuid;
create function tocsin_operates() returns boolean language sql stable
  return coalesce(current_setting('tocsin.operator', true), 'no') = 'yes';
create function tocsin_now() returns timestamptz language sql stable
  return nullif(current_setting('tocsin.now', true), '')::timestamptz;
create function tocsin_place() returns text language sql stable
  return coalesce(current_setting('tocsin.jurisdiction', true), '');

create table settings (name text primary key, value text not null);

create table jurisdictions (
  id text primary key,
  kind text not null,
  name text not null,
  parent text references jurisdictions,
  ocd_id text not null unique
);
create index jurisdictions_parent on jurisdictions (parent);

create table members (
  id uuid primary key,
  name text not null unique,
  kind text not null,
  jurisdiction text references jurisdictions,
  active boolean not null default true,
  created_at timestamptz not null
);

create table people (
  id uuid primary key,
  member_id uuid not null references members,
  name text not null,
  email text not null unique,
  roles text[] not null,
  locale text not null default 'en',
  active boolean not null default true,
  created_at timestamptz not null
);
create index people_member on people (member_id);

create table api_keys (
  id uuid primary key,
  member_id uuid not null references members,
  person_id uuid references people,
  label text not null,
  secret_hash bytea not null unique,
  can_write boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_member on api_keys (member_id);

create table contacts (
  id uuid primary key,
  jurisdiction text not null references jurisdictions,
  role text not null,
  rank int not null,
  title text not null,
  email text not null,
  phone text,
  language text not null default 'en',
  reached_at timestamptz,
  unique (jurisdiction, role, rank)
);

create table groups (
  id uuid primary key,
  name text not null unique,
  charter text not null,
  purposes text[] not null,
  legal_basis text not null,
  max_tlp text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null
);

create table group_members (
  group_id uuid not null references groups,
  member_id uuid not null references members,
  joined_at timestamptz not null,
  primary key (group_id, member_id)
);
create index group_members_member on group_members (member_id);
`,
}
