/**
 * What of a database is its own among the others of a server. Migrations write their grants and policies for `tocsin_member`,
 * a name that every exchange of a server shares; this moves them to a role that this database alone has, takes away what
 * everybody may do by default, and lets policies ask who reads once a query instead of once a row. A copy of a database gets
 * a role of its own the same way.
 */
import { sql } from 'kysely'
import { type Db, runScript } from './database.ts'

/** Columns that no reader sees, by table: secrets, and what is its sender's own. */
const HIDDEN = {
  deliveries: ['token', 'leased_until', 'begun'],
  releases: ['named'],
  release_recipients: ['read_at'],
}

/** Brings grants and policies to this database's own role. Run it whenever the schema has changed. */
export async function sealDatabase(db: Db): Promise<void> {
  const { rows } = await sql<{ role: string }>`
    select 'tocsin_member_' || left(encode(sha256(convert_to(current_database(), 'UTF8')), 'hex'), 16) as role`.execute(
    db,
  )
  const { role } = rows[0]!
  await runScript(db, makeRole(role))
  await runScript(db, MOVE_POLICIES.replaceAll('THE_ROLE', role))
  await runScript(db, MOVE_GRANTS.replaceAll('THE_ROLE', role))
  for (const [table, columns] of Object.entries(HIDDEN))
    await runScript(db, hide(table, columns, role))
  await runScript(db, closeToOthers(role))
}

function makeRole(role: string): string {
  return `
do $$ begin
  if not exists (select 1 from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
  if not pg_has_role(current_user, '${role}', 'member') then execute format('grant ${role} to %I', current_user); end if;
  execute format('grant usage on schema %I to ${role}', current_schema());
end $$;
create or replace function tocsin_member_role() returns text language sql immutable return '${role}';`
}

/** Every policy on one of our roles; a function that tells of the reader is asked in a query of its own. */
const MOVE_POLICIES = `
do $$ declare
  p record;
  condition text;
begin
  for p in select * from pg_policies where schemaname = current_schema() and array_to_string(roles, ',') like 'tocsin_member%' loop
    condition := regexp_replace(p.qual, '(select\\s+)?tocsin_(viewer|place|operates|machine|now)\\(\\)( AS \\w+)?',
      '(select tocsin_\\2())', 'gi');
    execute format('alter policy %I on %I to THE_ROLE using (%s)', p.policyname, p.tablename, condition);
  end loop;
end $$;`

/** Grants on tables, then those on single columns, of the shared role and of the one a copied database came with. */
const MOVE_GRANTS = `
do $$ declare
  g record;
begin
  for g in
    select c.oid::regclass as name, a.privilege_type as may, a.grantee::regrole as role, '' as field_list
    from pg_class c, aclexplode(c.relacl) a
    where c.relnamespace = current_schema()::regnamespace and a.grantee::regrole::text like 'tocsin_member%'
    union all
    select c.oid::regclass, a.privilege_type, a.grantee::regrole, format('(%I)', t.attname)
    from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
    where c.relnamespace = current_schema()::regnamespace and a.grantee::regrole::text like 'tocsin_member%'
  loop
    continue when g.role::text = 'THE_ROLE';
    execute format('grant %s %s on %s to THE_ROLE', g.may, g.field_list, g.name);
    execute format('revoke %s %s on %s from %s', g.may, g.field_list, g.name, g.role);
  end loop;
  for g in select distinct a.grantee::regrole as role from pg_namespace n, aclexplode(n.nspacl) a
    where n.nspname = current_schema() and a.grantee <> 0 and a.grantee::regrole::text like 'tocsin_member%' loop
    continue when g.role::text = 'THE_ROLE';
    execute format('revoke usage on schema %I from %s', current_schema(), g.role);
  end loop;
end $$;`

/** All columns but the hidden ones, instead of the whole table. */
function hide(table: string, columns: string[], role: string): string {
  return `
do $$ begin
  revoke select on ${table} from ${role};
  execute (select format('grant select (%s) on ${table} to ${role}', string_agg(quote_ident(attname), ', '))
    from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped
      and attname <> all('{${columns.join()}}'));
end $$;`
}

/** Nobody else on the server connects here by default. Only the database's owner may say so; another login says it did not. */
function closeToOthers(role: string): string {
  return `
do $$ begin
  execute format('revoke all on database %I from public', current_database());
  execute format('revoke all on schema %I from public', current_schema());
  execute format('grant connect on database %I to ${role}', current_database());
end $$;`
}
