import type { MayKnow, PartyAnswer } from '@tocsin/api'
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { PartyAlertTable } from '../db/defended-tables.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor, type Doer } from '../log/actor.ts'
import { proposeOwnName, toProposer } from '../defended/own-name.ts'
import { recordAlertActs } from './acts.ts'
import { admitWords } from '../told-first/words.ts'
import { HOUR_MS } from './tell.ts'
import { selectInForce } from '../defended/store.ts'

/** As long as a party may state. */
const MOST_HOURS = 168

export type Said = {
  answer: PartyAnswer
  mayKnow: MayKnow
  wantsHelp: boolean
  words?: string | undefined
  /** Of one that is the party's own: whether it is proposed for its names. */
  addName?: boolean | undefined
}

/** Answers for the party that the viewer's member is; throws `not-found` for what it was not told. */
export async function answerAlert(
  ctx: Context,
  by: PersonViewer,
  id: string,
  said: Said,
): Promise<void> {
  await admitAnswer(ctx, by, id, said.words)
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('party_alerts')
      .selectAll()
      .where('id', '=', id)
      .where('party_member', '=', by.memberId)
      .where('shown_at', 'is not', null)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such alert about a party of yours')
    await answer(tx, ctx, row, said, toActor(by))
  })
}

/** Whoever found the name reads the words, and knows that one; not what the party itself found to imitate another. */
async function admitAnswer(
  ctx: Context,
  by: PersonViewer,
  id: string,
  words: string | undefined,
): Promise<void> {
  if (words === undefined) return
  const own = await ctx.database.db
    .selectFrom('party_alerts')
    .select('name')
    .where('id', '=', id)
    .where('party_member', '=', by.memberId)
    .executeTakeFirst()
  const besides = own ? { besides: own.name } : {}
  await admitWords(ctx, by, {
    act: 'alert.answer',
    subject: `alert:${id}`,
    words: [words],
    ...besides,
  })
}

/** Writes the newest answer, which holds, with what follows for others. `row` is locked. */
export async function answer(
  tx: Tx,
  ctx: Context,
  row: Selectable<PartyAlertTable>,
  said: Said,
  by: Doer,
): Promise<void> {
  const at = ctx.clock.now()
  if (said.addName === true) {
    if (said.answer !== 'ours')
      throw new ExchangeError('bad-request', 'only what is the party’s own is added to its names', {
        path: '/body/addName',
      })
    const proposer = toProposer(by)
    await proposeOwnName(tx, { partyId: row.party_id, name: row.name, by: proposer, at })
  }
  const from = othersFrom(row, said, { at, hours: await hoursOf(tx, row) })
  await tx
    .updateTable('party_alerts')
    .set({
      state: 'answered',
      answer: said.answer,
      may_know: said.mayKnow,
      wants_help: said.wantsHelp,
      answer_words: said.words ?? null,
      answered_at: at,
      others_from: from,
      may_share: from !== null && from <= at,
    })
    .where('id', '=', row.id)
    .execute()
  await recordAlertActs(tx, [
    {
      kind: 'alert.answered',
      alertId: row.id,
      at,
      by,
      finder: row.finder,
      partyMember: row.party_member,
      stated: {
        answer: said.answer,
        mayKnow: said.mayKnow,
        wantsHelp: said.wantsHelp,
        ...(said.words === undefined
          ? {}
          : { words: createHash('sha256').update(said.words).digest('hex') }),
      },
    },
  ])
}

/**
 * From when on others may be told: never of what is the party's own; at once where it says so; else when its time is over.
 * A sealed window goes before.
 */
function othersFrom(
  row: Pick<Selectable<PartyAlertTable>, 'told_at' | 'sealed_until'>,
  said: Pick<Said, 'answer' | 'mayKnow'>,
  { at, hours }: { at: Date; hours: number },
): Date | null {
  if (said.answer === 'ours') return null
  const clock = new Date((row.told_at ?? at).getTime() + hours * HOUR_MS)
  const from = said.mayKnow === 'members' ? at : clock
  return row.sealed_until && row.sealed_until > from ? row.sealed_until : from
}

async function hoursOf(
  tx: Tx,
  {
    telling_id: id,
    party_id: partyId,
  }: Pick<Selectable<PartyAlertTable>, 'telling_id' | 'party_id'>,
): Promise<number> {
  const telling = await tx
    .selectFrom('party_tellings')
    .select('others_after')
    .where('id', '=', id)
    .executeTakeFirst()
  if (telling) return telling.others_after
  // What it said before of a name that is found again was not mailed to it: its hours are those that it states now.
  const [stated] = (await selectInForce(tx, undefined)).filter((one) => one.id === partyId)
  return stated?.statement.othersAfter ?? MOST_HOURS
}
