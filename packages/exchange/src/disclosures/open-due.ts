/** Opens by the clock what is due: all parts of one instant together, a missing one by its name. */
import type { MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import { inTurn } from '../jobs/in-turn.ts'
import type { Job } from '../jobs/loop.ts'
import type { MissingPart, OpenPart } from './render.ts'
import { dueOf, isAsked, type Party } from './rules.ts'
import { openSealKey } from './seal.ts'
import {
  type DisclosureRow,
  lockDisclosure,
  type PartRow,
  recordStep,
  tellAsked,
  writeStanding,
} from './store.ts'
import {
  gatherOpened,
  type MadeVersion,
  makeVersion,
  placeVersion,
  selectNewest,
  toStatement,
  unsealPart,
  writeVersion,
} from './version.ts'

const BATCH = 10

export function disclosureJob(ctx: Context, deadlines: Deadlines): Job {
  return {
    name: 'open disclosures',
    everyMs: 500,
    run: () => deadlines.hold(() => openDue(ctx)),
  }
}

/** Opens what is due; tells whether more is. One that fails holds up no other, nor do as many as are taken at a time: which are, is drawn. */
export async function openDue(ctx: Context): Promise<boolean> {
  const now = ctx.clock.now().toISOString()
  const { rows } = await sql<{ id: string }>`
    select d.id from disclosures d join disclosure_members m on m.disclosure_id = d.id
    where m.version is null and (m.state = 'agreed' and d.opens_at <= ${now}::timestamptz
      or m.state = 'alone' and m.own_opens_at <= ${now}::timestamptz)
    group by d.id order by random() limit ${sql.lit(BATCH)}`.execute(ctx.database.db)
  await inTurn(rows, ({ id }) => openOne(ctx, id))
  return rows.length === BATCH
}

type Prepared = { due: Party[]; sealed: PartRow[]; made: MadeVersion }

/** Made beforehand, since it takes seconds of large parts; written in one transaction, if nothing changed meanwhile. */
async function openOne(ctx: Context, id: string): Promise<void> {
  const prepared = await prepare(ctx, id)
  if (!prepared) return
  await ctx.database.db.transaction().execute((tx) => write(tx, ctx, id, prepared))
}

async function prepare(ctx: Context, id: string): Promise<Prepared | undefined> {
  const { db } = ctx.database
  const openedAt = ctx.clock.now()
  const [row, parties] = await db.transaction().execute(async (tx) => {
    const locked = await lockDisclosure(tx, id)
    return [locked.row, locked.parties] as const
  })
  const due = dueOf(parties, row.opens_at, openedAt)
  if (due.length === 0) return undefined
  const key = await openSealKey(ctx)
  const { number, firstAt } = await selectNewest(db, id)
  const sealed = await selectSealed(ctx, id, due)
  const opening = await openAll(key, due, sealed, number + 1)
  const earlier = parties.filter((one) => one.missing && !due.includes(one))
  const parts: (OpenPart | MissingPart)[] = [
    ...(await gatherOpened(db, key, id)),
    ...earlier.filter(({ version }) => version !== null).map((one) => toMissing(one, one.version!)),
    ...opening,
  ]
  const made = await makeVersion(ctx, key, row, { parts, number: number + 1, openedAt, firstAt })
  return { due, sealed, made }
}

async function selectSealed(ctx: Context, id: string, due: readonly Party[]): Promise<PartRow[]> {
  return ctx.database.db
    .selectFrom('disclosure_parts')
    .selectAll()
    .where('disclosure_id', '=', id)
    .where('state', '=', 'sealed')
    .where(
      'member_id',
      'in',
      due.map((one) => one.id),
    )
    .execute()
}

async function openAll(
  key: Buffer,
  due: readonly Party[],
  sealed: readonly PartRow[],
  since: number,
): Promise<(OpenPart | MissingPart)[]> {
  const parts: (OpenPart | MissingPart)[] = []
  for (const party of due) {
    const row = sealed.find((one) => one.member_id === party.id)
    if (!row) {
      parts.push(toMissing(party, since))
      continue
    }
    const { pack } = await unsealPart(key, row)
    parts.push({ member: toRef(party), digest: row.digest, since, pack })
  }
  return parts
}

function toRef({ id, name, kind }: Party): { id: string; name: string; kind: MemberKind } {
  return { id, name, kind }
}

export function toMissing(party: Party, since: number): MissingPart {
  return { member: toRef(party), since }
}

async function write(tx: Tx, ctx: Context, id: string, prepared: Prepared): Promise<void> {
  const { due, sealed, made } = prepared
  const { row, parties } = await lockDisclosure(tx, id)
  if (!(await isAsPrepared(tx, row, parties, prepared))) return
  await writeVersion(tx, id, made, 'Opened by the clock')
  for (const party of due) {
    const missing = !sealed.some((one) => one.member_id === party.id)
    await writeStanding(tx, id, party.id, { version: made.number, missing })
  }
  if (sealed.length > 0)
    await tx
      .updateTable('disclosure_parts')
      .set({ state: 'opened', opened_in: made.number })
      .where(
        'id',
        'in',
        sealed.map((one) => one.id),
      )
      .execute()
  const at = ctx.clock.now()
  const asked = parties.filter(isAsked).map((one) => one.id)
  const index = await recordStep(tx, {
    kind: 'disclosure.opened',
    at,
    by: 'clock',
    id,
    statement: 'The instant came, and these parts opened together',
    members: asked,
    details: toStatement(made),
  })
  await placeVersion(tx, id, made.number, index)
  await tellAsked(tx, id, at, asked)
}

/** Whether another process opened it, or a member came before its own instant, since it was made: then it is made anew. */
async function isAsPrepared(
  tx: Tx,
  row: DisclosureRow,
  parties: readonly Party[],
  { due, sealed, made }: Prepared,
): Promise<boolean> {
  const { number } = await selectNewest(tx, row.id)
  const now = await tx
    .selectFrom('disclosure_parts')
    .select('id')
    .where('disclosure_id', '=', row.id)
    .where('state', '=', 'sealed')
    .where(
      'member_id',
      'in',
      due.map((one) => one.id),
    )
    .execute()
  const stillDue = dueOf(parties, row.opens_at, made.openedAt)
  return (
    number === made.number - 1 && idsOf(stillDue) === idsOf(due) && idsOf(now) === idsOf(sealed)
  )
}

function idsOf(rows: readonly { id: string }[]): string {
  return rows
    .map(({ id }) => id)
    .toSorted()
    .join()
}
