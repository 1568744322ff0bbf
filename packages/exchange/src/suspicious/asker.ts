/** Who has something looked at: what is theirs, and what it may be held against. */
import { isSharedMailDomain, type PartyStatement } from '@tocsin/api'
import { Watch, toTargets, type TargetRow } from '@tocsin/detect'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { toTargetRows, watchesForAll } from '../defended/rules.ts'
import { selectInForce } from '../defended/store.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { hashLinkToken } from '../offices/door.ts'

export type Asker = {
  ownDomains: readonly string[]
  ownNames: readonly string[]
  own: readonly TargetRow[]
  /** Names of others, where the asker may look for them. */
  others: readonly TargetRow[]
  /** Names of which the asker has an alert. */
  alerts: readonly string[]
  /** Whose objects may be looked into; absent by a link. */
  viewer?: Viewer
}

/** A signed-in member: its own names and mail domains, those of others where its kind looks for all, and its alerts. */
export async function askerOf(ctx: Context, viewer: Viewer): Promise<Asker> {
  const { db } = ctx.database
  const stated = await selectInForce(db, viewer.memberId)
  const mails = await selectDomains(
    db,
    sql`select email from people where member_id = ${viewer.memberId}::uuid and active`,
  )
  const office =
    viewer.jurisdiction === undefined ? [] : await selectOffice(db, viewer.jurisdiction)
  const own = ownOf(
    ctx,
    stated.map(({ statement }) => statement),
    mails,
  )
  const theirs = watchesForAll(viewer.memberKind) ? await selectInForce(db, undefined) : []
  return {
    ...own,
    ownNames: [viewer.memberName, ...office, ...stated.map(({ name }) => name)],
    others: toTargetRows(
      theirs
        .filter(({ member_id: id }) => id !== viewer.memberId)
        .map(({ statement }) => statement),
    ),
    alerts: await selectAlerted(db, viewer.memberId),
    viewer,
  }
}

/** The office behind the link of a notice: the mail domains of its contacts, and its place. */
export async function officeAsker(
  ctx: Context,
  { jurisdiction, role }: { jurisdiction: string; role: string },
): Promise<Asker> {
  const { db } = ctx.database
  const mails = await selectDomains(
    db,
    sql`select email from contacts where jurisdiction = ${jurisdiction} and role = ${role}`,
  )
  const ownNames = await selectOffice(db, jurisdiction)
  return { ...ownOf(ctx, [], mails), ownNames, others: [], alerts: [] }
}

/** The party behind the link of a mail: what it states of itself, and the names that this telling was about. Throws `not-found`. */
export async function partyAsker(
  ctx: Context,
  token: string,
): Promise<Asker & { partyId: string }> {
  const { db } = ctx.database
  const link = await db
    .selectFrom('telling_links as l')
    .innerJoin('party_tellings as t', 't.id', 'l.telling_id')
    .select(['t.id', 't.party_id', 't.party_name'])
    .where('l.token_hash', '=', hashLinkToken(token))
    .executeTakeFirst()
  if (!link) throw new ExchangeError('not-found', 'this link leads nowhere; ask for a new mail')
  const stated = (await selectInForce(db, undefined)).filter(({ id }) => id === link.party_id)
  const alerts = await db
    .selectFrom('party_alerts')
    .select('name')
    .where('telling_id', '=', link.id)
    .limit(MOST_ALERTS)
    .execute()
  return {
    ...ownOf(
      ctx,
      stated.map(({ statement }) => statement),
      [],
    ),
    partyId: link.party_id,
    ownNames: [link.party_name],
    others: [],
    alerts: alerts.map(({ name }) => name),
  }
}

const MOST_ALERTS = 10_000

/** A defended party by what it states of itself. */
export function statedAsker(
  ctx: Context,
  { name, statement }: { name: string; statement: PartyStatement },
): Asker {
  return { ...ownOf(ctx, [statement], []), ownNames: [name], others: [], alerts: [] }
}

function ownOf(
  { config }: Context,
  statements: Parameters<typeof toTargetRows>[0],
  mails: readonly string[],
): Pick<Asker, 'own' | 'ownDomains'> {
  const stated = toTargetRows(statements)
  const known = new Set(statements.flatMap(({ domains }) => domains))
  const rest = [...new Set([...mails, new URL(config.origin).hostname])].filter(
    (name) => !known.has(name) && isTarget(name),
  )
  return {
    own: [...stated, ...rest.map((name) => ({ name }))],
    ownDomains: [...known, ...mails].map((name) => name.toLowerCase()),
  }
}

/** Whether anybody could imitate it: no number, no name of one machine. */
function isTarget(name: string): boolean {
  try {
    return toTargets([{ name }]).length === 1
  } catch {
    // What is no name that somebody can own is watched for by nobody.
    return false
  }
}

async function selectDomains(db: Db, emails: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ domain: string }>`
    select distinct lower(split_part(e.email, '@', 2)) as domain from (${emails}) as e order by 1 limit 50`.execute(
    db,
  )
  return rows
    .map(({ domain }) => domain)
    .filter((domain) => domain !== '' && !isSharedMailDomain(domain))
}

async function selectOffice(db: Db, jurisdiction: string): Promise<string[]> {
  const row = await db
    .selectFrom('jurisdictions')
    .select('name')
    .where('id', '=', jurisdiction)
    .executeTakeFirst()
  return row ? [`${row.name} Elections`, `${row.name} Election Office`, `${row.name} Clerk`] : []
}

/** Names that it found itself, or was told of. */
async function selectAlerted(db: Db, memberId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct name from party_alerts where (finder = ${memberId}::uuid and state <> 'set-aside')
      or (party_member = ${memberId}::uuid and shown_at is not null) limit ${sql.lit(MOST_ALERTS)}`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

/** Watches by the names they watch for, the last few: building one takes a while. */
const watches = new Map<string, Watch>()
const MOST_WATCHES = 20

export function watchFor(rows: readonly TargetRow[]): Watch | undefined {
  if (rows.length === 0) return undefined
  const key = JSON.stringify(rows)
  const known = watches.get(key) ?? new Watch(toTargets(rows))
  watches.delete(key)
  watches.set(key, known)
  const [oldest] = watches.keys()
  if (watches.size > MOST_WATCHES && oldest !== undefined) watches.delete(oldest)
  return known
}
