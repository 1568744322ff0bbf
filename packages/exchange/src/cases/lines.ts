/** The joint plan, its clock, and notes: lines that a member writes for those who may read them then, and strikes itself. */
import type { BodyOf, writeCaseLine } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { readersOfWords } from './rules.ts'
import { recordOwn, tell } from './store.ts'
import { admitToCase, findNotAtWork, inCase, refuseClosed } from './verdict.ts'

/** So many lines of one member in one case. */
const MOST_LINES = 2000

/** Writes a line. One that is sent again by the same id is kept once; `conflict` where the id stands for other words. */
export async function writeLine(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { lineId, kind, words, dueAt }: BodyOf<typeof writeCaseLine>,
): Promise<void> {
  await admitToCase(ctx, who, { act: 'case.line', subject: `case:${id}`, words })
  await inCase(ctx, who, { id, act: 'case.line' }, async (tx, locked) => {
    refuseClosed(locked)
    const { row, parties } = locked
    const heard = readersOfWords(who, parties)
    const refused = findNotAtWork(ctx, who, locked, { words: [words], readers: heard })
    if (refused) return refused
    const own = tx.selectFrom('case_lines').where('case_id', '=', id)
    const { made } = await own
      .select((eb) => eb.fn.countAll<number>().as('made'))
      .where('member_id', '=', who.memberId)
      .executeTakeFirstOrThrow()
    if (Number(made) >= MOST_LINES)
      throw new ExchangeError(
        'too-large',
        `a member writes at most ${MOST_LINES} lines in one case`,
      )
    const at = ctx.clock.now()
    const inserted = await tx
      .insertInto('case_lines')
      .values({
        id: lineId,
        case_id: id,
        kind,
        member_id: who.memberId,
        member_kind: who.memberKind,
        person_id: who.personId,
        at,
        words,
        due_at: dueAt ?? null,
        heard,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!inserted) return refuseOther(tx, who, id, { lineId, kind, words, dueAt })
    const payload = { line: lineId, kind, words, dueAt: dueAt ?? null }
    await recordOwn(tx, who, row, { statement: 'A member wrote into a case', at, payload })
    await tell(tx, who, locked, { act: kind === 'plan' ? 'planned' : 'noted', at, heard })
    return undefined
  })
}

/** The same sent again is kept once. */
async function refuseOther(
  tx: Tx,
  who: PersonViewer,
  id: string,
  { lineId, kind, words, dueAt }: BodyOf<typeof writeCaseLine>,
): Promise<undefined> {
  const known = await tx
    .selectFrom('case_lines')
    .select(['words', 'kind', 'due_at'])
    .where('case_id', '=', id)
    .where('id', '=', lineId)
    .where('member_id', '=', who.memberId)
    .executeTakeFirst()
  const due = dueAt === undefined ? undefined : Date.parse(dueAt)
  const isSame = known?.words === words && known.kind === kind && known.due_at?.getTime() === due
  if (!isSame)
    throw new ExchangeError('conflict', 'this id stands for another line', {
      path: '/body/lineId',
    })
}

/** Strikes an own line; it stays readable, and one that was struck stays so. Throws `not-found`. */
export async function strikeLine(
  ctx: Context,
  who: PersonViewer,
  { id, line }: { id: string; line: string },
): Promise<void> {
  await inCase(ctx, who, { id, act: 'case.line' }, async (tx, locked) => {
    refuseClosed(locked)
    const refused = findNotAtWork(ctx, who, locked)
    if (refused) return refused
    const row = await tx
      .selectFrom('case_lines')
      .select(['struck_at', 'heard'])
      .where('id', '=', line)
      .where('case_id', '=', id)
      .where('member_id', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'your organisation wrote no such line')
    if (row.struck_at !== null) return undefined
    const at = ctx.clock.now()
    await tx.updateTable('case_lines').set({ struck_at: at }).where('id', '=', line).execute()
    const statement = 'A member struck a line of its own in a case'
    await recordOwn(tx, who, locked.row, { statement, at, payload: { line } })
    await tell(tx, who, locked, { act: 'struck', at, heard: row.heard })
    return undefined
  })
}
