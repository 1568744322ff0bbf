import { HOLDER_SHARE_SIZE, isPublicKey } from '@tocsin/proof/sealing'
import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import { ENOUGH, refuseAnswer, standOf } from './holding.ts'
import { findDecision, findShares, type LockedOpening, lockOpening } from './opening-store.ts'
import type { Person } from './store.ts'

/** An uncompressed point of P-256 (SEC 1, 2.3.3). */
const POINT_SIZE = 65
const SAID = {
  agreed: 'A key holder agreed to open a decision',
  declined: 'A key holder declined to open a decision',
  passed: 'A key holder passed its share on',
} as const

type Step = { step: 'agreed' | 'declined' } | { step: 'passed'; share: string }

/**
 * Takes one step of a key holder in an opening: it agrees, declines, or passes its share on. Throws `not-found` for whoever is none of
 * its key holders, `conflict` where the step cannot be taken now, and `bad-request` for a share that is none.
 */
export async function takeStep(ctx: Context, by: Person, id: string, given: Step): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const opening = await lockOpening(tx, by.memberId, id)
    const at = ctx.clock.now()
    const steps = await stepsOf(tx, id)
    refuseStep(opening, steps, by.memberId, given.step, at)
    const share = given.step === 'passed' ? await readShare(tx, opening, by, given.share) : null
    const row = { opening_id: id, holder: by.memberId, person_id: by.personId, at, share }
    await tx
      .insertInto('opening_steps')
      .values({ ...row, step: given.step })
      .execute()
    const taken = [...steps, { holder: by.memberId, step: given.step }]
    await moveOn(tx, opening, taken)
    const payload = { statement: SAID[given.step], opening: id, release: opening.release_id }
    const members = [...opening.holders, opening.member_id]
    await recordAnswer(tx, { at, payload, by, members })
  })
}

type Taken = { holder: string; step: string }

function stepsOf(tx: Tx, id: string): Promise<Taken[]> {
  return tx
    .selectFrom('opening_steps')
    .select(['holder', 'step'])
    .where('opening_id', '=', id)
    .execute()
}

function refuseStep(
  { state, due_at }: LockedOpening,
  steps: readonly Taken[],
  holder: string,
  step: Step['step'],
  now: Date,
): void {
  const own = steps.filter((one) => one.holder === holder).map((one) => one.step)
  if (step !== 'passed') return refuseAnswer({ dueAt: due_at, hasAnswered: own.length > 0, now })
  refuseAnswer({ dueAt: due_at, hasAnswered: false, now })
  if (own.includes(step)) throw new ExchangeError('conflict', 'you have done this before')
  if (state !== 'agreed' || !own.includes('agreed'))
    throw new ExchangeError('conflict', 'two key holders agree first, you among them')
}

/**
 * A share encrypted to whoever asked, of a key holder that has one. What is in it the exchange cannot tell. Throws `conflict` for
 * whoever has none, and `bad-request` for bytes that are none: of another size, encrypted by no key, or not encrypted anew.
 */
async function readShare(
  tx: Tx,
  opening: LockedOpening,
  { memberId }: Person,
  text: string,
): Promise<Buffer> {
  const { holders, envelope, passed } = await findShares(tx, opening)
  if (!holders.includes(memberId))
    throw new ExchangeError('conflict', 'this decision was not sealed to your organisation')
  const share = Buffer.from(text, 'base64')
  const refuse = (why: string) => new ExchangeError('bad-request', why, { path: '/body/share' })
  if (share.length !== HOLDER_SHARE_SIZE || share.toString('base64') !== text)
    throw refuse(`a share has ${HOLDER_SHARE_SIZE} bytes`)
  if (!(await isPublicKey(share.subarray(0, POINT_SIZE).toString('base64'))))
    throw refuse('a share begins with the key that it was encrypted by: a point of the curve P-256')
  const isCopy = envelope.includes(share) || passed.some((one) => share.equals(one))
  if (isCopy) throw refuse('this share was not encrypted to whoever asked')
  return share
}

/** The state that an opening comes to by the steps taken. */
async function moveOn(tx: Tx, opening: LockedOpening, steps: readonly Taken[]): Promise<void> {
  const count = (step: string) => steps.filter((one) => one.step === step).length
  const settle = (state: string, decisionId: string | null = opening.decision_id) =>
    tx
      .updateTable('openings')
      .set({
        state,
        decision_id: decisionId,
        ...(state === 'agreed' ? {} : { due_at: null }),
      })
      .where('id', '=', opening.id)
      .execute()
  if (count('passed') >= ENOUGH) return void (await settle('opened'))
  const stand = standOf({
    holders: opening.holders.length,
    agreed: count('agreed'),
    declined: count('declined'),
  })
  if (opening.state === 'asked' && stand === 'agreed') {
    const agreed = steps.filter(({ step }) => step === 'agreed').map(({ holder }) => holder)
    const decision = await findDecision(tx, { sealed: opening.sealed, agreed })
    await (decision ? settle('agreed', decision.id) : settle('nothing'))
  } else if (stand === 'declined') await settle('declined')
}

/** Background work: what key holders do not answer in time lapses, which all of them and the member see. */
export function openingsJob(ctx: Context, deadlines: Deadlines): Job {
  return {
    name: 'lapse openings',
    everyMs: 5000,
    run: () =>
      deadlines.hold(async () => {
        await ctx.database.db
          .updateTable('openings')
          .set({ state: 'lapsed', due_at: null })
          .where('due_at', '<=', ctx.clock.now())
          .execute()
        return false
      }),
  }
}
