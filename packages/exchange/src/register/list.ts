import type { MemberKind, RegisterEntry } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { PAGE_SIZE, readNumber, toPage, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'

export type RegisterFilter = {
  from?: string | undefined
  until?: string | undefined
  type?: string | undefined
  sender?: string | undefined
  senderIs?: string | undefined
  words?: string | undefined
  publicWithin?: number | undefined
}

type Row = {
  position: number
  id: string
  at: Date
  type: string
  sender: string
  sender_kind: string
  receivers: RegisterEntry['receivers']
  purpose: string
  nexus: string
  authority: RegisterEntry['authority']
  no_ask: string
  content_hash: string
  log_index: number
  us_persons: string
  withdrawn_at: Date | null
  text_from: Date
  text: string | null
  holds: RegisterEntry['holds'] | null
}

/** A page of the register, newest first; `next` is passed back as `after`. */
export async function listRegister(
  ctx: Context,
  { after, limit = PAGE_SIZE, ...filter }: PageQuery & RegisterFilter,
): Promise<{ items: RegisterEntry[]; next?: string }> {
  const before = readNumber(after)
  const rows = await selectEntries(ctx, filter, { before, limit: limit + 1 })
  const shape = (row: Row) => toEntry(row, ctx.config.exercise)
  return toPage(rows, limit, { key: (row) => [row.position], shape })
}

/** One entry. Throws `not-found`. */
export async function readEntry(ctx: Context, id: string): Promise<RegisterEntry> {
  const [entry] = await readEntries(ctx, [id])
  if (!entry) throw new ExchangeError('not-found', 'the register has no such entry')
  return entry
}

/** Those of these entries that there are, newest first. */
export async function readEntries(ctx: Context, ids: readonly string[]): Promise<RegisterEntry[]> {
  const rows = await selectEntries(ctx, { ids }, { limit: ids.length })
  return rows.map((row) => toEntry(row, ctx.config.exercise))
}

const BATCH = 1000
/** As `toISOString` writes an instant in UTC. */
const ISO = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')

/** Every entry, oldest first, in batches. */
export async function* eachBatch(ctx: Context): AsyncGenerator<RegisterEntry[]> {
  let from = 0
  for (;;) {
    const rows = await selectEntries(ctx, {}, { from, limit: BATCH })
    if (rows.length === 0) return
    from = rows.at(-1)!.position
    yield rows.map((row) => toEntry(row, ctx.config.exercise))
  }
}

/** What is public at this instant, and no more: before its day the text is not even searched. */
async function selectEntries(
  ctx: Context,
  {
    ids,
    from,
    until,
    type,
    sender,
    senderIs,
    words,
    publicWithin,
  }: RegisterFilter & { ids?: readonly string[] },
  page: { before?: number | undefined; from?: number; limit: number },
): Promise<Row[]> {
  const now = ctx.clock.now().toISOString()
  const text = sql`case when e.text_from <= ${now}::timestamptz then e.text end`
  const said = sql`lower(concat_ws(' ', m.name, e.type, e.purpose, e.nexus, e.authority ->> 'text', e.content_hash, ${text}))`
  const wanted = (words ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const conditions = [
    sql`true`,
    ...(ids === undefined ? [] : [sql`e.id = any(${sql.val([...ids])}::uuid[])`]),
    ...(from === undefined ? [] : [sql`e.at >= ${from}::timestamptz`]),
    ...(until === undefined ? [] : [sql`e.at < ${until}::timestamptz`]),
    ...(type === undefined ? [] : [sql`e.type = ${type}`]),
    ...(sender === undefined ? [] : [sql`strpos(lower(m.name), lower(${sender})) > 0`]),
    ...(publicWithin === undefined
      ? []
      : [
          sql`e.text_from > ${now}::timestamptz
            and e.text_from <= ${now}::timestamptz + make_interval(days => ${publicWithin})`,
        ]),
    ...(senderIs === undefined ? [] : [sql`m.name = ${senderIs}`]),
    ...wanted.map((word) => sql`strpos(${said}, ${word}) > 0`),
    ...(page.before === undefined ? [] : [sql`e.position < ${page.before}`]),
    ...(page.from === undefined ? [] : [sql`e.position > ${page.from}`]),
  ]
  const order = page.from === undefined ? sql`desc` : sql`asc`
  const found = await sql<Row>`
    select e.position, e.id, e.at, e.type, m.name as sender, m.kind as sender_kind, e.receivers, e.purpose, e.nexus,
      e.authority, e.no_ask, e.content_hash, e.log_index, e.us_persons, r.recalled_at as withdrawn_at, e.text_from,
      ${text} as text, (
        select json_agg(json_build_object('at', to_char(h.at at time zone 'UTC', ${ISO}),
          'until', to_char(h.until at time zone 'UTC', ${ISO}), 'official', p.name, 'reason', h.reason, 'logIndex', h.log_index)
          order by h.number)
        from register_holds h join people p on p.id = h.person_id where h.entry_id = e.id) as holds
    from register_entries e join members m on m.id = e.sender join releases r on r.id = e.id
    where ${sql.join(conditions, sql` and `)}
    order by e.position ${order} limit ${page.limit}`.execute(ctx.database.db)
  return found.rows
}

function toEntry(row: Row, exercise: boolean): RegisterEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    type: row.type as RegisterEntry['type'],
    sender: row.sender,
    senderKind: row.sender_kind as MemberKind,
    receivers: row.receivers,
    purpose: row.purpose as RegisterEntry['purpose'],
    nexus: row.nexus as RegisterEntry['nexus'],
    authority: row.authority,
    noAsk: row.no_ask,
    contentHash: row.content_hash,
    logIndex: row.log_index,
    usPersons: row.us_persons as RegisterEntry['usPersons'],
    ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at.toISOString() } : {}),
    textFrom: row.text_from.toISOString(),
    holds: row.holds ?? [],
    ...(row.text === null ? {} : { text: row.text }),
    exercise,
  }
}
