/** The joint clock: instants that members propose, to which each says yes or no for itself. One holds for whoever said yes. */
import type { BodyOf, proposeCaseInstant, sayToCaseInstant } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { readersOfWords } from './rules.ts'
import { recordOwn, tell } from './store.ts'
import { admitToCase, ask, findNotAtWork, inCase, refuseClosed } from './verdict.ts'

/** So many instants of one member in one case. */
const MOST_INSTANTS = 200

type Draft = BodyOf<typeof proposeCaseInstant>

/**
 * Proposes an instant, to which the own member has then said yes. One that is sent again by the same id is kept once; `conflict` where
 * the id stands for another one, `bad-request` for an instant that has passed.
 */
export async function proposeInstant(
  ctx: Context,
  who: PersonViewer,
  id: string,
  draft: Draft,
): Promise<void> {
  const { instantId, kind, words, at: due } = draft
  await admitToCase(ctx, who, { act: 'case.instant', subject: `case:${id}`, words })
  await inCase(ctx, who, { id, act: 'case.instant' }, async (tx, locked) => {
    refuseClosed(locked)
    const { row, parties } = locked
    const heard = readersOfWords(who, parties)
    const refused = findNotAtWork(ctx, who, locked, { words: [words], readers: heard })
    if (refused) return refused
    if (await isSentAgain(tx, who, id, draft)) return undefined
    const at = ctx.clock.now()
    if (Date.parse(due) <= at.getTime())
      throw new ExchangeError('bad-request', 'this instant has passed', { path: '/body/at' })
    await refuseMore(tx, who, id)
    const { memberId, memberKind, personId } = who
    const by = { member_id: memberId, member_kind: memberKind, person_id: personId }
    const inserted = await tx
      .insertInto('case_instants')
      .values({
        ...by,
        id: instantId,
        case_id: id,
        kind,
        proposed_at: at,
        words,
        at: due,
        withdrawn_at: null,
        heard,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!inserted) throw taken()
    await writeSaid(tx, who, { instant: instantId, says: 'yes', at })
    const statement = 'A member proposed an instant in a case'
    const payload = { instant: instantId, kind, words, due }
    await recordOwn(tx, who, row, { statement, at, payload })
    await tell(tx, who, locked, { act: 'instant-proposed', at, heard })
    return undefined
  })
}

async function isSentAgain(
  tx: Tx,
  who: PersonViewer,
  id: string,
  { instantId, kind, words, at }: Draft,
): Promise<boolean> {
  const known = await tx
    .selectFrom('case_instants')
    .select(['case_id', 'member_id', 'kind', 'words', 'at'])
    .where('id', '=', instantId)
    .executeTakeFirst()
  if (!known) return false
  const isOwn = known.case_id === id && known.member_id === who.memberId
  const isSame = known.kind === kind && known.words === words
  if (isOwn && isSame && known.at.getTime() === Date.parse(at)) return true
  throw taken()
}

function taken(): ExchangeError {
  return new ExchangeError('conflict', 'this id stands for another instant', {
    path: '/body/instantId',
  })
}

async function refuseMore(tx: Tx, { memberId }: PersonViewer, id: string): Promise<void> {
  const { made } = await tx
    .selectFrom('case_instants')
    .select((eb) => eb.fn.countAll<number>().as('made'))
    .where('case_id', '=', id)
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
  if (Number(made) >= MOST_INSTANTS)
    throw new ExchangeError(
      'too-large',
      `a member proposes at most ${MOST_INSTANTS} instants in one case`,
    )
}

type Said = { instant: string; says: BodyOf<typeof sayToCaseInstant>['says']; at: Date }

async function writeSaid(
  tx: Tx,
  { memberId, memberKind, personId }: PersonViewer,
  { instant, says, at }: Said,
): Promise<void> {
  const said = { person_id: personId, says, said_at: at }
  await tx
    .insertInto('case_instant_says')
    .values({ instant_id: instant, member_id: memberId, member_kind: memberKind, ...said })
    .onConflict((conflict) => conflict.columns(['instant_id', 'member_id']).doUpdateSet(said))
    .execute()
}

/**
 * Says yes or no to an instant for the own member. The same twice is one. Throws `not-found` for one that was not proposed to it,
 * `conflict` for one that was withdrawn or has passed.
 */
export async function sayToInstant(
  ctx: Context,
  who: PersonViewer,
  { id, instant }: { id: string; instant: string },
  says: Said['says'],
): Promise<void> {
  await inCase(ctx, who, { id, act: 'case.instant' }, async (tx, locked) => {
    refuseClosed(locked)
    // Whose word it is comes of who is signed in: there is no place to name another member.
    const own = ask(ctx, who, { action: 'say-to-instant', isOwn: true })
    const refused = own.allow ? findNotAtWork(ctx, who, locked) : own
    if (refused) return refused
    const row = await selectStanding(tx, ctx, id, instant)
    if (!row.heard.includes(who.memberId)) throw noSuch()
    const before = await tx
      .selectFrom('case_instant_says')
      .select('says')
      .where('instant_id', '=', instant)
      .where('member_id', '=', who.memberId)
      .executeTakeFirst()
    if (before?.says === says) return undefined
    const at = ctx.clock.now()
    await writeSaid(tx, who, { instant, says, at })
    const statement = `A member said ${says} to an instant in a case`
    await recordOwn(tx, who, locked.row, { statement, at, payload: { instant } })
    const heard = readersOfWords(who, locked.parties).filter((one) => row.heard.includes(one))
    const act = says === 'yes' ? 'instant-agreed' : 'instant-declined'
    await tell(tx, who, locked, { act, at, heard })
    return undefined
  })
}

/** Withdraws an own instant; one that was withdrawn stays so. Throws as above. */
export async function withdrawInstant(
  ctx: Context,
  who: PersonViewer,
  { id, instant }: { id: string; instant: string },
): Promise<void> {
  await inCase(ctx, who, { id, act: 'case.instant' }, async (tx, locked) => {
    refuseClosed(locked)
    const refused = findNotAtWork(ctx, who, locked)
    if (refused) return refused
    const owner = { memberId: who.memberId }
    const row = await selectStanding(tx, ctx, id, instant, owner)
    if (row.withdrawn_at !== null) return undefined
    const at = ctx.clock.now()
    await tx
      .updateTable('case_instants')
      .set({ withdrawn_at: at })
      .where('id', '=', instant)
      .execute()
    const statement = 'A member withdrew an instant in a case'
    await recordOwn(tx, who, locked.row, { statement, at, payload: { instant } })
    await tell(tx, who, locked, { act: 'instant-withdrawn', at, heard: row.heard })
    return undefined
  })
}

function noSuch(): ExchangeError {
  return new ExchangeError('not-found', 'no such instant')
}

/** Locked against being withdrawn while somebody says yes. With `owner` one of that member alone, withdrawn or not. */
async function selectStanding(
  tx: Tx,
  ctx: Context,
  id: string,
  instant: string,
  owner?: { memberId: string },
) {
  const row = await tx
    .selectFrom('case_instants')
    .select(['at', 'withdrawn_at', 'heard', 'member_id'])
    .where('id', '=', instant)
    .where('case_id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row || (owner && owner.memberId !== row.member_id)) throw noSuch()
  const isWithdrawn = row.withdrawn_at !== null
  if (isWithdrawn && !owner) throw new ExchangeError('conflict', 'this instant was withdrawn')
  if (!isWithdrawn && row.at <= ctx.clock.now())
    throw new ExchangeError('conflict', 'this instant has passed: what was said to it stands')
  return row
}

/** Whoever leaves a case has said nothing to what is still to come there: it holds for those in it. */
export async function takeBackSaid(
  tx: Tx,
  { memberId }: PersonViewer,
  id: string,
  at: Date,
): Promise<void> {
  await sql`update case_instant_says s set says = 'unsaid', said_at = ${at} from case_instants i
    where i.id = s.instant_id and i.case_id = ${id}::uuid and i.at > ${at} and s.member_id = ${memberId}::uuid`.execute(
    tx,
  )
}
