import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from './as-member.ts'

const NOW = new Date('2026-10-01T00:00:00.000Z')

/** Relations that a reader may ask and that have no rows of one member, each with the reason. */
const FOR_ALL: Record<string, string> = {
  frameworks: 'techniques as their publishers tell everybody',
  techniques: 'techniques as their publishers tell everybody',
  elections: 'when and where elections are held is public',
  jurisdictions: 'the places of a country are public',
  log_entries: 'the log is public and holds no content',
  log_tiles: 'the log is public',
  log_heads: 'the log is public',
}
/** Views read as their owner, so each has its guard within; titles of role holders are for every member. */
const GUARDED_VIEWS = [
  'audit_acts',
  'audit_given',
  'audit_members',
  'audit_message_events',
  'audit_messages',
  'audit_people',
  'audit_unmaskings',
  'audit_unsealed',
  'contact_titles',
  'own_replies',
  'release_named',
  'release_reads',
  'taxii_items',
  'taxii_runs',
]
/** Columns that nobody but the exchange itself reads, of tables that readers may ask. */
const HIDDEN = [
  'api_keys.secret_hash',
  'appeal_holders.answered_at',
  'appeal_holders.answered_by',
  'case_claims.heard',
  'case_claims.person_id',
  'case_events.heard',
  'case_events.person_id',
  'case_instant_says.person_id',
  'case_instant_says.said_at',
  'case_instants.heard',
  'case_instants.person_id',
  'case_items.added_at',
  'case_items.person_id',
  'case_lines.heard',
  'case_lines.person_id',
  'case_offers.answered_by',
  'case_offers.person_id',
  'case_step_edits.person_id',
  'case_steps.heard',
  'cases.opener',
  'cases.readers',
  'contact_changes.salt',
  'deliveries.begun',
  'deliveries.leased_until',
  'disclosure_members.own_opens_at',
  'disclosures.asked',
  'disclosures.proposed_by',
  'duty_desks.changed_at',
  'duty_desks.person_id',
  'lookback_members.key',
  'meeting_item_words.author',
  'meeting_item_words.content',
  'meeting_item_words.draft',
  'meeting_item_words.second',
  'meeting_item_words.sha256',
  'named_asks.answer',
  'named_asks.language',
  'named_asks.log_index',
  'named_asks.shown_from',
  'named_identifiers.salt',
  'notice_questions.answered_by',
  'opening_steps.person_id',
  'opening_steps.share',
  'openings.asked_by',
  'openings.decision_id',
  'openings.sealed',
  'public_reports.code_hash',
  'public_reports.proof_hash',
  'public_reports.seen_where',
  'public_reports.what',
  'release_recipients.read_at',
  'releases.named',
  'replies.answer_id',
  'replies.audience',
  'replies.made_at',
  'replies.person_id',
  'replies.retracted_at',
  'replies.send_key',
  'report_files.content',
  'unsealing_steps.person_id',
]

/** A value of each type of column; every id is that of the one member whose rows these are. */
const VALUES: Record<string, string> = {
  'timestamp with time zone': `'${NOW.toISOString()}'`,
  'text[]': "'{x}'",
  'bigint[]': "'{1}'",
  boolean: 'false',
  date: `'${NOW.toISOString()}'`,
  bytea: "'x'",
  json: "'{}'",
  jsonb: "'{}'",
  text: "'x'",
}

/**
 * Puts one row into every table that has none, also into one that came only today: what it holds is another member's, in all its columns.
 * Constraints are left out of account. Gives the relations that a reader may ask, and tables that could not be filled.
 */
async function plantEverywhere(
  db: TestDatabase['db'],
  owner: string,
): Promise<{ readable: string[]; empty: string[] }> {
  const { rows: columns } = await sql<{ table: string; column: string; type: string }>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
      and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''`.execute(db)
  const { rows: checks } = await sql<{ table: string; name: string }>`
    select conrelid::regclass::text as table, conname as name from pg_constraint
    where connamespace = current_schema()::regnamespace and contype in ('c', 'f') and conparentid = 0`.execute(
    db,
  )
  for (const { table, name } of checks)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db)
  const tables = [...new Set(columns.map(({ table }) => table))].toSorted()
  await db.transaction().execute(async (tx) => {
    for (const table of tables) {
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx)
      const own = columns.filter((one) => one.table === table)
      const values = own.map(({ type }) =>
        type === 'uuid' ? `'${owner}'` : type === 'uuid[]' ? `'{${owner}}'` : (VALUES[type] ?? '1'),
      )
      await sql`insert into ${sql.table(table)} (${sql.join(own.map(({ column }) => sql.ref(column)))})
        select ${sql.raw(values.join())} where not exists (select from ${sql.table(table)})`.execute(
        tx,
      )
    }
  })
  const counts = await Promise.all(tables.map((table) => countOf(db, table)))
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c where c.relnamespace = current_schema()::regnamespace
      and c.relkind in ('r', 'p', 'v', 'm') and has_any_column_privilege(tocsin_member_role(), c.oid, 'select')
    order by 1`.execute(db)
  return { readable: rows.map(({ name }) => name), empty: tables.filter((_, i) => counts[i] === 0) }
}

async function countOf(db: TestDatabase['db'], name: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from ${sql.table(name)}`.execute(db)
  return rows[0]!.n
}

type Relation = {
  name: string
  kind: string
  secured: boolean
  readable: boolean
  written: boolean
}

onEachDatabase('row-level security', (open) => {
  let database: TestDatabase
  const [owner, other, stranger] = [randomUUID(), randomUUID(), randomUUID()]
  const group = randomUUID()
  const release = randomUUID()

  beforeAll(async () => {
    database = await open()
    const { db } = database
    for (const [id, name] of [
      [owner, 'Platform A'],
      [other, 'Platform B'],
      [stranger, 'Platform C'],
    ] as const) {
      await db
        .insertInto('members')
        .values({ id, name, kind: 'platform', created_at: NOW })
        .execute()
    }
    await db
      .insertInto('objects')
      .values({
        stix_id: 'note--1',
        version: '2026',
        version_at: null,
        type: 'note',
        spec_version: '2.1',
        body: '{}',
        sha256: new Uint8Array(32),
        owner,
        received_at: NOW,
      })
      .execute()
    await sql`insert into groups (id, name, charter, purposes, legal_basis, max_tlp, expires_at, created_at)
      values (${group}::uuid, 'Group', '', '{}', '', 'red', ${NOW}, ${NOW})`.execute(db)
    for (const member of [owner, other])
      await sql`insert into group_members values (${group}::uuid, ${member}::uuid, ${NOW})`.execute(
        db,
      )
    await sql`insert into releases (id, position, from_member, group_id, title, tlp, pap, purpose, basis, named,
        object_count, digest, released_at, log_index)
      values (${release}::uuid, 1, ${owner}::uuid, ${group}::uuid, '', 'red', 'red', '', '', array[${other}::uuid],
        0, '', ${NOW}, 0)`.execute(db)
    await sql`insert into release_recipients (release_id, member_id, from_member, rule, reason, log_index)
      values (${release}::uuid, ${other}::uuid, ${owner}::uuid, '', '', 0)`.execute(db)
    await sql`insert into taxii_repeated values ('note--1')`.execute(db)
  })
  afterAll(() => database?.close())

  const ask = <Row>(memberId: string, query: ReturnType<typeof sql<Row>>) =>
    asMember(database.db, { memberId }, NOW, async (tx) => (await query.execute(tx)).rows)
  const count = async (memberId: string, from: string) =>
    (await ask(memberId, sql<{ n: number }>`select count(*)::int as n from ${sql.raw(from)}`))[0]!.n

  test('member B asking in raw SQL for the rows of member A gets none, and A gets its own', async () => {
    expect(await count(other, 'objects')).toBe(0)
    expect(await count(owner, 'objects')).toBe(1)
  })

  test('every relation of the database is either secured by row, or on a list with its reason', async () => {
    const { rows } = await sql<Relation>`
      select c.relname as name, c.relkind as kind, c.relrowsecurity as secured,
        exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
          and has_column_privilege(tocsin_member_role(), c.oid, a.attnum, 'select')) as readable,
        has_any_column_privilege(tocsin_member_role(), c.oid, 'insert, update') or
          has_table_privilege(tocsin_member_role(), c.oid, 'delete, truncate') as written
      from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
      order by 1`.execute(database.db)
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter(({ written }) => written)).toEqual([])
    const readable = rows.filter((relation) => relation.readable)
    expect(readable.filter(({ kind }) => kind === 'v').map(({ name }) => name)).toEqual(
      GUARDED_VIEWS,
    )
    const open = readable.filter(({ kind, secured }) => kind !== 'v' && !secured)
    expect(open.map(({ name }) => name)).toEqual(Object.keys(FOR_ALL).toSorted())
  })

  test('secrets stand in columns that no reader may ask, of tables that it may', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped
        and has_any_column_privilege(tocsin_member_role(), c.oid, 'select')
        and not has_column_privilege(tocsin_member_role(), c.oid, a.attnum, 'select')
      order by 1`.execute(database.db)
    expect(rows.map(({ name }) => name)).toEqual(HIDDEN)
  })

  test("of a row that is another member's through and through, no relation shows a stranger anything", async () => {
    const planted = await open()
    try {
      const { readable, empty } = await plantEverywhere(planted.db, owner)
      expect(empty).toEqual([])
      const seen = await asMember(
        planted.db,
        { memberId: stranger, jurisdiction: '99' },
        NOW,
        (tx) => Promise.all(readable.map((name) => countOf(tx, name))),
      )
      const shown = readable.filter((_, i) => seen[i]! > 0)
      const open = [...Object.keys(FOR_ALL), 'contact_titles']
      expect(shown).toEqual(open.toSorted())
      // An auditor is shown the views that are made for it, and not one row of a table more.
      const audited = await asMember(planted.db, { memberId: stranger, audits: true }, NOW, (tx) =>
        Promise.all(readable.map((name) => (name.startsWith('audit_') ? 0 : countOf(tx, name)))),
      )
      expect(readable.filter((_, i) => audited[i]! > 0)).toEqual(open.toSorted())
    } finally {
      await planted.close()
    }
  })

  test('a stranger finds no group, no membership, no release; a member finds those of its own groups', async () => {
    for (const [member, found] of [
      [owner, [1, 2, 1]],
      [other, [1, 2, 1]],
      [stranger, [0, 0, 0]],
    ] as const) {
      const seen = [
        await count(member, 'groups'),
        await count(member, 'group_members'),
        await count(member, 'releases'),
      ]
      expect(seen).toEqual(found)
    }
  })

  test('whom a sender named is told to the sender alone', async () => {
    expect(await count(owner, 'release_named')).toBe(1)
    expect(await count(other, 'release_named')).toBe(0)
  })

  test('a reader can write nothing, and reach no table or column of secrets', async () => {
    for (const statement of [
      'delete from objects',
      'select * from api_keys',
      'select * from notice_contacts',
      'select * from taxii_repeated',
      'select * from reader_key',
      'select salt from contact_changes',
      'select named from releases',
      'select read_at from release_recipients',
      "select tocsin_code_of('x')",
      "select tocsin_sign(null, '', true, false, now())",
      "select tocsin_enter(null, '', true, false, now())",
      "select tocsin_sign(null, '', false, false, now(), true)",
      "select tocsin_enter(null, '', false, false, now(), true)",
    ]) {
      const run = asMember(database.db, { memberId: owner }, NOW, (tx) =>
        sql.raw(statement).execute(tx),
      )
      await expect(run, statement).rejects.toThrow(/permission denied/)
    }
  })

  test('a platform is known to its groups alone, and a campaign to no other campaign in them', async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()]
    for (const [id, name] of [
      [mine, 'Campaign A'],
      [theirs, 'Campaign B'],
    ] as const) {
      const campaign = { id, name, kind: 'campaign', created_at: NOW }
      await database.db.insertInto('members').values(campaign).execute()
      await sql`insert into group_members values (${group}::uuid, ${id}::uuid, ${NOW})`.execute(
        database.db,
      )
    }
    const names = async (memberId: string) =>
      (await ask(memberId, sql<{ name: string }>`select name from members order by name`)).map(
        ({ name }) => name,
      )
    const inGroup = (memberId: string) => count(memberId, 'group_members')
    expect(await names(stranger)).toEqual(['Platform C'])
    expect(await names(mine)).toEqual(['Campaign A', 'Platform A', 'Platform B'])
    expect(await inGroup(mine)).toBe(3)
    expect(await names(owner)).toEqual(['Campaign A', 'Campaign B', 'Platform A', 'Platform B'])
    expect(await inGroup(owner)).toBe(4)
    await sql`delete from group_members where member_id in (${mine}::uuid, ${theirs}::uuid)`.execute(
      database.db,
    )
    expect(await names(mine)).toEqual(['Campaign A'])
  })

  test('when a platform first read what a government body told it is in no row of that body', async () => {
    const body = randomUUID()
    const told = randomUUID()
    const agency = { id: body, name: 'Agency A', kind: 'agency', created_at: NOW }
    await database.db.insertInto('members').values(agency).execute()
    await sql`insert into releases (id, position, from_member, group_id, title, tlp, pap, purpose, basis, named,
        object_count, digest, released_at, log_index)
      values (${told}::uuid, 2, ${body}::uuid, ${group}::uuid, '', 'amber', 'amber', '', '', '{}', 0, 'x', ${NOW}, 0)`.execute(
      database.db,
    )
    await sql`insert into release_recipients (release_id, member_id, from_member, rule, reason, log_index, read_at)
      values (${told}::uuid, ${other}::uuid, ${body}::uuid, '', '', 0, ${NOW})`.execute(database.db)
    const seen = (memberId: string) =>
      count(memberId, `(select from release_reads where release_id = '${told}') s`)
    expect(await seen(body)).toBe(0)
    expect(await seen(other)).toBe(1)
    expect(await count(body, 'members')).toBe(2)
  })

  test('a reader that says it is another, an operator or an auditor, is nobody', async () => {
    const seen = await asMember(database.db, { memberId: stranger }, NOW, async (tx) => {
      const own = (
        await sql<{ said: string }>`select current_setting('tocsin.reader') as said`.execute(tx)
      ).rows[0]!.said
      const counts: number[] = []
      for (const said of [
        own.replace(stranger, owner),
        own.replaceAll('\x1ff', '\x1ft'),
        own.replace(/f$/, 't'),
        owner,
        '',
      ])
        counts.push(
          (
            await sql<{ n: number }>`select count(*)::int as n from releases,
              (select set_config('tocsin.reader', ${said}, true)) s`
              .execute(tx)
              .then(() =>
                sql<{ n: number }>`select (select count(*) from releases)::int
                  + (select count(*) from audit_members)::int as n`.execute(tx),
              )
          ).rows[0]!.n,
        )
      return counts
    })
    expect(seen).toEqual([0, 0, 0, 0, 0])
  })
})
