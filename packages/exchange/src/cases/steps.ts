/**
 * Steps of members, each its own. Every version that somebody wrote is kept: one that builds on what stands takes its place, and one
 * that builds on an older one, as of somebody who was offline, stands beside it until a person of the member chooses.
 */
import type { BodyOf, editCaseStep, StepState, writeCaseStep } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import type { Decision } from '../policy/decide.ts'
import { readersOfWords } from './rules.ts'
import { type Locked, recordOwn, tell } from './store.ts'
import { admitToCase, ask, findNotAtWork, inCase, refuseClosed } from './verdict.ts'

/** So many steps of one member in one case, and versions of one step. */
const MOST_STEPS = 1000
const MOST_EDITS = 500

/**
 * Makes an own step; gives its id, of the one that the same `editId` made where there is one. Throws `conflict` where that is another
 * step.
 */
export async function writeStep(
  ctx: Context,
  who: PersonViewer,
  id: string,
  draft: BodyOf<typeof writeCaseStep>,
): Promise<string> {
  await admitToCase(ctx, who, { act: 'case.step', subject: `case:${id}`, words: draft.words })
  let stepId = ''
  await inCase(ctx, who, { id, act: 'case.step' }, async (tx, locked) => {
    refuseClosed(locked)
    const known = await findEdit(tx, who, draft.editId)
    if (known) {
      if (known.case_id !== id || !isSame(known, { ...draft, state: 'open' })) throw taken()
      stepId = known.step_id
      return undefined
    }
    const refused = findUnwritable(ctx, who, locked, draft.words)
    if (refused) return refused
    stepId = await insertStep(tx, ctx, who, locked, { ...draft, offerId: null })
    return undefined
  })
  return stepId
}

/** The "no" to a step of this member in these words. */
export function findUnwritable(
  ctx: Context,
  who: PersonViewer,
  locked: Locked,
  words: string,
): Decision | undefined {
  // There is no route on which a member could name another one's step: whose it is comes of who is signed in.
  const own = ask(ctx, who, { action: 'write-step', isOwn: true })
  if (!own.allow) return own
  const readers = readersOfWords(who, locked.parties)
  return findNotAtWork(ctx, who, locked, { words: [words], readers })
}

type Fresh = { editId: string; words: string; dueAt?: string | undefined; offerId: string | null }

/** Writes a step with its first version, in the caller's transaction. */
export async function insertStep(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  locked: Locked,
  { editId, words, dueAt, offerId }: Fresh,
): Promise<string> {
  const { row, parties } = locked
  const { made } = await tx
    .selectFrom('case_steps')
    .select((eb) => eb.fn.countAll<number>().as('made'))
    .where('case_id', '=', row.id)
    .where('member_id', '=', who.memberId)
    .executeTakeFirstOrThrow()
  if (Number(made) >= MOST_STEPS)
    throw new ExchangeError('too-large', `a member has at most ${MOST_STEPS} steps in one case`)
  const stepId = randomUUID()
  const at = ctx.clock.now()
  const heard = readersOfWords(who, parties)
  await tx
    .insertInto('case_steps')
    .values({
      id: stepId,
      case_id: row.id,
      member_id: who.memberId,
      member_kind: who.memberKind,
      made_at: at,
      heard,
      offer_id: offerId,
    })
    .execute()
  const edit = { words, due_at: dueAt ?? null, state: 'open', base: null, standing: 'stands' }
  await insertEdit(tx, who, { id: editId, step_id: stepId, at, ...edit })
  await recordOwn(tx, who, row, {
    statement: 'A member made a step of its own in a case',
    at,
    payload: { step: stepId, words, dueAt: dueAt ?? null },
  })
  await tell(tx, who, locked, { act: 'step-made', at, heard })
  return stepId
}

/**
 * Changes an own step. Throws `not-found` for any other, `conflict` where the id was used for something else or the base is of another
 * step, `too-large` for one version too many.
 */
export async function editStep(
  ctx: Context,
  who: PersonViewer,
  { id, step }: { id: string; step: string },
  draft: BodyOf<typeof editCaseStep>,
): Promise<void> {
  await admitToCase(ctx, who, { act: 'case.step', subject: `case:${id}`, words: draft.words })
  await inCase(ctx, who, { id, act: 'case.step' }, async (tx, locked) => {
    refuseClosed(locked)
    const own = await lockOwnStep(tx, who, id, step)
    const known = await findEdit(tx, who, draft.editId)
    if (known) return refuseOther(known, step, draft)
    const refused = findUnwritable(ctx, who, locked, draft.words)
    if (refused) return refused
    const at = ctx.clock.now()
    const standing = await settle(tx, step, draft)
    const { editId, base, words, dueAt, state } = draft
    const edit = { words, due_at: dueAt ?? null, state, base, standing }
    await insertEdit(tx, who, { id: editId, step_id: step, at, ...edit })
    await recordOwn(tx, who, locked.row, {
      statement: 'A member changed a step of its own in a case',
      at,
      payload: { step, words, dueAt: dueAt ?? null, state, standing },
    })
    await tell(tx, who, locked, { act: ACTS[state], at, heard: own.heard })
    return undefined
  })
}

const ACTS = {
  open: 'step-changed',
  doing: 'step-begun',
  done: 'step-done',
  dropped: 'step-dropped',
} as const satisfies Record<StepState, string>

/** Whether the new version stands or is kept beside, with the older ones put where they then belong. */
async function settle(
  tx: Tx,
  step: string,
  { base, settles = [] }: BodyOf<typeof editCaseStep>,
): Promise<'stands' | 'beside'> {
  const edits = await tx
    .selectFrom('case_step_edits')
    .select(['id', 'standing'])
    .where('step_id', '=', step)
    .execute()
  if (edits.length >= MOST_EDITS)
    throw new ExchangeError('too-large', `a step has at most ${MOST_EDITS} versions: make another`)
  if (!edits.some((one) => one.id === base))
    throw new ExchangeError('conflict', 'the base is no version of this step', {
      path: '/body/base',
    })
  const at = settles.findIndex((one) => !edits.some((edit) => edit.id === one))
  if (at !== -1)
    throw new ExchangeError('conflict', 'this is no version of this step', {
      path: `/body/settles/${at}`,
    })
  const current = edits.find(({ standing }) => standing === 'stands')!
  const isLatest = current.id === base
  const past = isLatest ? [current.id, ...settles] : []
  if (past.length > 0)
    await tx
      .updateTable('case_step_edits')
      .set({ standing: 'past' })
      .where('id', 'in', past)
      .execute()
  return isLatest ? 'stands' : 'beside'
}

async function lockOwnStep(tx: Tx, who: PersonViewer, id: string, step: string) {
  const row = await tx
    .selectFrom('case_steps')
    .select(['id', 'heard'])
    .where('id', '=', step)
    .where('case_id', '=', id)
    .where('member_id', '=', who.memberId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'your organisation has no such step')
  return row
}

type Known = {
  step_id: string
  case_id: string
  words: string
  due_at: Date | null
  state: string
}

async function findEdit(tx: Tx, who: PersonViewer, editId: string): Promise<Known | undefined> {
  const row = await tx
    .selectFrom('case_step_edits as e')
    .innerJoin('case_steps as s', 's.id', 'e.step_id')
    .select(['e.step_id', 's.case_id', 'e.words', 'e.due_at', 'e.state', 'e.member_id'])
    .where('e.id', '=', editId)
    .executeTakeFirst()
  if (row && row.member_id !== who.memberId) throw taken()
  return row
}

/** The same sent again is kept once. */
function refuseOther(known: Known, step: string, draft: Written): undefined {
  if (known.step_id !== step || !isSame(known, draft)) throw taken()
}

type Written = { words: string; dueAt?: string | undefined; state: string }

function isSame(known: Known, { words, dueAt, state }: Written): boolean {
  const due = dueAt === undefined ? undefined : Date.parse(dueAt)
  return known.words === words && known.state === state && known.due_at?.getTime() === due
}

function taken(): ExchangeError {
  return new ExchangeError('conflict', 'this id stands for another version', {
    path: '/body/editId',
  })
}

type Edit = {
  id: string
  step_id: string
  at: Date
  base: string | null
  words: string
  due_at: string | null
  state: string
  standing: string
}

async function insertEdit(tx: Tx, who: PersonViewer, edit: Edit): Promise<void> {
  const inserted = await tx
    .insertInto('case_step_edits')
    .values({ ...edit, member_id: who.memberId, person_id: who.personId })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  // Another member, or the same one in another case, wrote under this id at the same instant.
  if (!inserted) throw taken()
}
