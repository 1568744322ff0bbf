/** SHA-256 keyed at both ends, the inner hash hashed again (the nested construction of HMAC, RFC 2104, without its pads). */
function codeOf(said: string): string {
  return `encode(sha256(key || sha256(key || convert_to(${said}, 'UTF8'))), 'hex')`
}

/**
 * On whose behalf rows are read: set by `db/as-member.ts`, `taxii/feed.ts` and `taxii-page.ts`, asked by every policy and view. What the
 * setting says counts only under a code that is made with a key no reader can see, so that nobody becomes another by setting it.
 */
export const READER = `
create or replace function tocsin_code_of(said text) returns text language plpgsql stable security definer
  set search_path from current as $fn$
begin
  return (select ${codeOf('said')} from reader_key);
end $fn$;
revoke execute on function tocsin_code_of from public;

-- What "tocsin.reader" is set to for this reader; parts are joined by U+001F.
create or replace function tocsin_sign(member uuid, place text, operator boolean, machine boolean, moment timestamptz,
  audits boolean default false) returns text language plpgsql stable security definer set search_path from current as $fn$
declare
  said constant text := concat(member, chr(31), translate(place, chr(31), ''), chr(31), operator, chr(31), machine, chr(31), moment,
    chr(31), audits);
begin
  return tocsin_code_of(said) || said;
end $fn$;
revoke execute on function tocsin_sign from public;

-- Makes the rest of the transaction read as this reader; hence it is for the owner only.
create or replace function tocsin_enter(member uuid, place text, operator boolean, machine boolean, moment timestamptz,
  audits boolean default false) returns void language plpgsql set search_path from current as $fn$
begin
  perform set_config('tocsin.reader', tocsin_sign(member, place, operator, machine, moment, audits), true),
    set_config('jit', 'off', true), set_config('role', tocsin_member_role(), true);
end $fn$;
revoke execute on function tocsin_enter from public;

-- The parts of the setting, or null where it is not ours. Asked once a query, never once a row: "(select tocsin_viewer())". Still
-- a query asks up to twenty times, for each policy on its way, so the code is made here too: one call inside another costs as
-- much again.
create or replace function tocsin_reader() returns text[] language plpgsql stable security definer
  set search_path from current as $fn$
declare
  given constant text := current_setting('tocsin.reader', true);
  said constant text := substr(given, 65);
begin
  if given is null or left(given, 64) is distinct from (select ${codeOf('said')} from reader_key) then return null; end if;
  return string_to_array(said, chr(31));
end $fn$;

create or replace function tocsin_viewer() returns uuid language sql stable
  return nullif((tocsin_reader())[1], '')::uuid;
create or replace function tocsin_place() returns text language sql stable
  return coalesce((tocsin_reader())[2], '');
create or replace function tocsin_operates() returns boolean language sql stable
  return coalesce((tocsin_reader())[3]::boolean, false);
create or replace function tocsin_machine() returns boolean language sql stable
  return coalesce((tocsin_reader())[4]::boolean, false);
create or replace function tocsin_now() returns timestamptz language sql stable
  return nullif((tocsin_reader())[5], '')::timestamptz;
create or replace function tocsin_audits() returns boolean language sql stable
  return coalesce((tocsin_reader())[6]::boolean, false);

-- The members of the reader's groups; campaigns do not learn of each other so, and for them alone the kinds are looked up.
create or replace function tocsin_group_mates() returns uuid[] language plpgsql stable security definer
  set search_path from current as $fn$
declare
  me constant uuid := tocsin_viewer();
begin
  if exists (select 1 from members where id = me and kind = 'campaign') then
    return array(select distinct other.member_id from group_members own
      join group_members other on other.group_id = own.group_id
      join members m on m.id = other.member_id
      where own.member_id = me and (m.kind <> 'campaign' or m.id = me));
  end if;
  return array(select distinct other.member_id from group_members own
    join group_members other on other.group_id = own.group_id where own.member_id = me);
end $fn$;

-- The reader's own groups, past the policies on groups, which ask for them.
create or replace function tocsin_own_groups() returns uuid[] language plpgsql stable security definer
  set search_path from current as $fn$
begin
  return array(select group_id from group_members where member_id = tocsin_viewer());
end $fn$;
`
