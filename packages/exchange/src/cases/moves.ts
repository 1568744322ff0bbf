/** Rows that go from one case into another; whom they are for goes with them, unchanged. */
import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { PersonViewer } from '../http/viewer.ts'

const TABLES = {
  item: 'case_items',
  step: 'case_steps',
  offer: 'case_offers',
  line: 'case_lines',
  instant: 'case_instants',
  claim: 'case_claims',
} as const
const ALL = Object.keys(TABLES) as (keyof typeof TABLES)[]

type Move = { kind: 'merge' | 'split'; from: string; into: string; at: Date }

/** Writes that something goes from one case into another; gives the move's id. */
export async function insertMove(
  tx: Tx,
  who: PersonViewer,
  { kind, from, into, at }: Move,
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('case_moves')
    .values({
      id,
      kind,
      from_case: from,
      into_case: into,
      member_id: who.memberId,
      person_id: who.personId,
      at,
      undone_at: null,
    })
    .execute()
  return id
}

/**
 * Moves all that a case holds. The same thing stands in a case once: an item of which the other case has the same stays where it is.
 */
export async function moveAll(tx: Tx, moveId: string, { from, into }: Move): Promise<void> {
  for (const what of ALL) {
    const isThere = sql`exists (select from case_items there where there.case_id = ${into}::uuid
      and there.kind = t.kind and there.ref = t.ref and there.taken_out_at is null)`
    const held = what === 'item' ? sql`t.taken_out_at is null and not ${isThere}` : sql`true`
    await moveRows(tx, moveId, { what, into, which: sql`t.case_id = ${from}::uuid and ${held}` })
  }
}

/** Moves these items. */
export async function moveItems(
  tx: Tx,
  moveId: string,
  { into }: Move,
  ids: readonly string[],
): Promise<void> {
  await moveRows(tx, moveId, {
    what: 'item',
    into,
    which: sql`t.id = any(${sql.val([...ids])}::uuid[])`,
  })
}

async function moveRows(
  tx: Tx,
  moveId: string,
  { what, into, which }: { what: keyof typeof TABLES; into: string; which: RawBuilder<unknown> },
): Promise<void> {
  await sql`with moved as (
      update ${sql.table(TABLES[what])} t set case_id = ${into}::uuid where ${which} returning t.id
    )
    insert into case_moved (move_id, what, row_id) select ${moveId}::uuid, ${what}, id from moved`.execute(
    tx,
  )
}

/** Takes back what a move brought, as it stands now; what has gone on from there since stays there. */
export async function moveBack(
  tx: Tx,
  moveId: string,
  { from, into, at }: Omit<Move, 'kind'>,
): Promise<void> {
  for (const what of ALL)
    await sql`update ${sql.table(TABLES[what])} t set case_id = ${from}::uuid from case_moved m
      where m.move_id = ${moveId}::uuid and m.what = ${what} and m.row_id = t.id and t.case_id = ${into}::uuid`.execute(
      tx,
    )
  await tx.updateTable('case_moves').set({ undone_at: at }).where('id', '=', moveId).execute()
}
