import {
  isSharedMailDomain,
  type BodyOf,
  type makeReport,
  type OfficeRole,
  type OwnReport,
} from '@tocsin/api'
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Doer } from '../log/actor.ts'
import type { Answering } from '../notices/acknowledge.ts'
import { strike, takeFile, type Evidence, type IsOwn } from './evidence.ts'
import { recordHops } from './hops.ts'
import { answerBy, newReference, takesReports, whereKey } from './rules.ts'
import { toOwnReport } from './shape.ts'
import { selectReports, type ReportRow } from './store.ts'

type Sent = Omit<BodyOf<typeof makeReport>, 'token'>

/** The office behind a link, and who sent the notice that it is of. */
type Door = {
  jurisdiction: string
  role: OfficeRole
  member: string
  name: string
  kind: string
  place: string
  /** Whether there is anybody at that member who could answer. */
  answers: boolean
}

/** The office that reports by a link, and to whom. */
export async function selectDoor(db: Db, targetId: string, now: Date): Promise<Door> {
  const { rows } = await sql<Door>`
    select t.jurisdiction, t.role, m.id as member, m.name, m.kind, j.full_name as place,
      m.active and exists (select from people p where p.member_id = m.id and p.active and 'analyst' = any(p.roles)
        and (p.ends_at is null or p.ends_at > ${now})) as answers
    from notice_targets t join members m on m.id = t.from_member join jurisdictions j on j.id = t.jurisdiction
    where t.id = ${targetId}::uuid`.execute(db)
  return rows[0]!
}

/** Whoever reports, to whom, and by whose hand. */
export type Reporting = {
  by: Doer
  /** The member that must answer. */
  to: string
  /** The column that says who reports, by which the same key is known again. */
  source: { target_id: string } | { from_member: string } | { party_id: string }
  office?: { jurisdiction: string; role: OfficeRole }
  /** Name of the place, member or party. */
  name: string
}

/** Takes a report of an office in, to whoever sent it the notice. Throws `forbidden` where that one takes none, and as `keepReport`. */
export async function takeReport(ctx: Context, office: Answering, sent: Sent): Promise<OwnReport> {
  const door = await selectDoor(ctx.database.db, office.targetId, ctx.clock.now())
  if (!takesReports(door))
    throw new ExchangeError(
      'forbidden',
      'who sent this notice takes no reports from offices, or has nobody now who could answer; call your state or the agency you know',
    )
  const { jurisdiction, role, member: to, place: name } = door
  const source = { target_id: office.targetId }
  return keepReport(ctx, { by: office.by, to, source, office: { jurisdiction, role }, name }, sent)
}

/**
 * Keeps a report, whole or not at all: what it says without addresses of homes, its evidence in quarantine, when it must be
 * answered. The same key again gives the report that was made, and is a
 * `conflict` where it says something else: what was made stands as it was.
 */
export async function keepReport(
  ctx: Context,
  reporting: Reporting,
  sent: Sent,
): Promise<OwnReport> {
  const { db } = ctx.database
  const taken: Evidence[] = []
  const isOwn = await ownMailboxes(db, reporting.office)
  for (const [index, file] of (sent.files ?? []).entries())
    taken.push(...(await takeFile(file, index, isOwn)))
  const files = distinct(taken)
  const row = toRow(reporting, sent, ctx.clock.now())
  await db.transaction().execute((tx) => write(tx, { row, reporting, files }))
  const [source = ''] = Object.values(reporting.source)
  const made = await db
    .selectFrom('office_reports')
    .select('id')
    .where('source', '=', source)
    .where('key', '=', sent.key)
    .executeTakeFirstOrThrow()
  const [report] = await selectReports(db, { id: made.id })
  if (!saysTheSame(report!, row, files))
    throw new ExchangeError(
      'conflict',
      'a report was made with this key before, and it says something else; it stands as it was made. Send this one with a new key',
      { path: '/body/key' },
    )
  return toOwnReport(report!)
}

/** Mailboxes of an office: those on file for its place, and their domains but for those of mailboxes for everybody. */
async function ownMailboxes(db: Db, office: Reporting['office']): Promise<IsOwn> {
  if (!office) return () => false
  const contacts = await db
    .selectFrom('contacts')
    .select('email')
    .where('jurisdiction', '=', office.jurisdiction)
    .execute()
  const own = new Set(contacts.map(({ email }) => email.toLowerCase()))
  const domains = new Set(
    [...own].map(domainOf).filter((domain) => domain !== '' && !isSharedMailDomain(domain)),
  )
  return (mailbox) => own.has(mailbox) || domains.has(domainOf(mailbox))
}

function domainOf(mailbox: string): string {
  return mailbox.slice(mailbox.lastIndexOf('@') + 1)
}

/** Whether a report as it is kept is the one that was sent. */
function saysTheSame(
  kept: ReportRow,
  sent: ReturnType<typeof toRow>,
  files: readonly Evidence[],
): boolean {
  const hashes = (some: readonly { sha256: string }[]) =>
    some
      .map(({ sha256 }) => sha256)
      .toSorted()
      .join()
  return (
    kept.kind === sent.kind &&
    kept.seen_where === sent.seen_where &&
    kept.what === sent.what &&
    kept.struck === sent.struck &&
    kept.seen_at?.getTime() === sent.seen_at?.getTime() &&
    hashes(kept.files) === hashes(files)
  )
}

function toRow({ source, office, name, to }: Reporting, sent: Sent, at: Date) {
  const what = strike(sent.what)
  const where = strike(sent.where)
  return {
    id: randomUUID(),
    reference: newReference(),
    target_id: null,
    from_member: null,
    party_id: null,
    ...source,
    key: sent.key,
    jurisdiction: office?.jurisdiction ?? null,
    role: office?.role ?? null,
    reporter: office ? null : name,
    to_member: to,
    kind: sent.kind,
    seen_where: where.text,
    where_key: whereKey(where.text),
    seen_at: toInstant(sent.seenAt) ?? null,
    what: what.text,
    struck: what.struck + where.struck,
    received_at: at,
    answer_by: answerBy(sent.kind, at),
    state: 'waiting' as const,
    // Known once the entry of the log is made, at the end of the transaction.
    log_index: 0,
  }
}

/** Writes a report whole; nothing where one of the same key is there. */
async function write(
  tx: Tx,
  facts: { row: ReturnType<typeof toRow>; reporting: Reporting; files: Evidence[] },
): Promise<void> {
  const { row, reporting, files } = facts
  const made = await tx
    .insertInto('office_reports')
    .values(row)
    .onConflict((conflict) => conflict.columns(['source', 'key']).doNothing())
    .executeTakeFirst()
  if (Number(made.numInsertedOrUpdatedRows ?? 0) === 0) return
  if (files.length > 0)
    await tx
      .insertInto('report_files')
      .values(files.map((file) => ({ ...file, report_id: row.id })))
      .execute()
  const stated = {
    type: row.kind,
    ...(reporting.office ? { place: reporting.name, role: reporting.office.role } : {}),
    text: createHash('sha256').update(row.what).digest('hex'),
    files: files.map(({ sha256, size }) => ({ sha256, size })),
  }
  const hop = {
    reportId: row.id,
    reference: row.reference,
    toMember: reporting.to,
    fromMember: row.from_member ?? undefined,
    by: reporting.by,
  }
  const [logIndex] = await recordHops(tx, [
    { ...hop, kind: 'received', at: row.received_at, stated },
  ])
  await tx
    .updateTable('office_reports')
    .set({ log_index: logIndex! })
    .where('id', '=', row.id)
    .execute()
}

function distinct(files: Evidence[]): Evidence[] {
  return [...new Map(files.map((file) => [file.sha256, file])).values()]
}

function toInstant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text)
}
