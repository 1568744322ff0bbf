import type { BodyOf, CorrectionDraft, correctNotice as correctRoute } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { decideCorrecting } from '../policy/apprise.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import { recordChanges, type Change } from './changes.ts'
import { loadCorrectionChains, selectCorrectable, type Correctable } from './correction-chains.ts'
import { baseChange, lockTargets, type LockedTarget } from './locked.ts'
import { countStates } from './rules.ts'
import { sendNotice } from './send.ts'
import { findSent, type Outgoing, type OutgoingSending } from './sendings.ts'
import { selectNotice, type NoticeRow } from './store.ts'
import { admitNotice } from './verdict.ts'

export type Planned = {
  notice: NoticeRow
  /** What goes out, made out to each office whose newest words are this notice's. */
  outgoing: Outgoing
  offices: Correctable[]
  /** Offices that have a correction of their own already. */
  corrected: number
  verdict: Decision
}

/**
 * Corrects or clears an own notice: a notice of its own to each of its offices, mailed at once to all who had it. The clocks
 * and waiting mails of what it takes the place of end with it. Returns the id of the correction; that of the first sending
 * where its key was used for one. No quota holds a correction back.
 */
export async function correctNotice(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { sendKey, ...draft }: BodyOf<typeof correctRoute>,
): Promise<string> {
  const { db } = ctx.database
  const plan = await planCorrection(ctx, viewer, id, draft)
  if (!plan.verdict.allow) await refuse(ctx, viewer, id, plan.verdict)
  const sending: OutgoingSending = { ...plan.outgoing, ...(sendKey ? { sendKey } : {}) }
  const sent = await findSent(db, viewer.memberId, sending, ctx.clock.now())
  if (sent !== undefined) return sent
  if (plan.offices.length === 0)
    throw new ExchangeError(
      'conflict',
      'every office of this notice that was named has a correction already; correct that one',
      { path: '/params/id' },
    )
  await admitNotice(ctx, viewer, plan.outgoing)
  let locked: LockedTarget[] = []
  return sendNotice(ctx, viewer, sending, {
    chains: async (tx) => {
      // Anew each time: a transaction that met another is run again, whole.
      locked = await lockOffices(tx, plan)
      return loadCorrectionChains(tx, plan.offices, ctx.clock.now())
    },
    along: (tx, newId) =>
      endBefore(tx, { plan, targets: locked, id: newId, viewer, at: ctx.clock.now() }),
  })
}

/** What a correction would be; `not-found` where the viewer's member did not send the notice, `bad-request` for words it lacks. */
export async function planCorrection(
  ctx: Context,
  viewer: Viewer,
  id: string,
  draft: CorrectionDraft,
): Promise<Planned> {
  const { db } = ctx.database
  const notice = await selectNotice(db, id)
  if (!notice || notice.from_id !== viewer.memberId)
    throw new ExchangeError('not-found', 'no such notice')
  requireWords(draft)
  const all = await selectCorrectable(db, id)
  const named = choose(all, draft.places)
  const offices = named.filter(({ isCorrected }) => !isCorrected)
  const { exercise } = ctx.config
  return {
    notice,
    offices,
    corrected: named.length - offices.length,
    outgoing: toOutgoing(notice, draft, offices),
    verdict: decideCorrecting(
      {
        // Authentication admits active members only.
        sender: { kind: viewer.memberKind, active: true },
        type: notice.kind,
        context: { now: ctx.clock.now(), exit: 'api', exercise },
      },
      ctx.policies,
    ),
  }
}

function requireWords({ as, texts }: CorrectionDraft): void {
  if (as === 'all-clear') return
  for (const [language, text] of Object.entries(texts))
    if (!text.wrong?.trim())
      throw new ExchangeError('bad-request', 'a correction says what was wrong', {
        path: `/body/texts/${language}/wrong`,
      })
}

function choose(all: Correctable[], places: readonly string[] | undefined): Correctable[] {
  if (!places) return all
  const known = new Set(all.map(({ jurisdiction }) => jurisdiction))
  const at = places.findIndex((place) => !known.has(place))
  if (at >= 0)
    throw new ExchangeError('bad-request', 'this notice was not made out to that place', {
      path: `/body/places/${at}`,
    })
  const wanted = new Set(places)
  return all.filter(({ jurisdiction }) => wanted.has(jurisdiction))
}

function toOutgoing(
  notice: NoticeRow,
  { as, texts, answerWithin, places }: CorrectionDraft,
  offices: readonly Correctable[],
): Outgoing {
  // Whatever holds instead of these is a fact of its own.
  const said = notice.kind === 'advisory' ? notice.kind : 'notice'
  return {
    kind: as === 'all-clear' ? as : said,
    tlp: notice.tlp as Outgoing['tlp'],
    texts,
    answerWithin,
    targets: offices.map(({ jurisdiction, role }) => ({ jurisdiction, role })),
    corrects: { notice: notice.id, isPart: places !== undefined },
  }
}

async function refuse(
  ctx: Context,
  viewer: Viewer,
  id: string,
  decision: Decision,
): Promise<never> {
  const refused = { act: 'notice.correct', subject: `notice:${id}`, by: viewer, decision }
  await ctx.database.db
    .transaction()
    .execute((tx) => recordRefusals(tx, ctx.clock.now(), [refused]))
  throw new ExchangeError('refused-by-policy', decision.reason, { rule: decision.rule })
}

/**
 * Locks the notice and then its offices, in the order in which closing does; of two corrections at once the second finds that
 * the first took the place, or which offices it left.
 */
async function lockOffices(tx: Tx, { notice, offices }: Planned): Promise<LockedTarget[]> {
  await tx
    .selectFrom('notices')
    .select('id')
    .where('id', '=', notice.id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const targets = await lockTargets(
    tx,
    offices.map(({ id }) => id),
  )
  if (targets.some(({ corrected }) => corrected))
    throw new ExchangeError('conflict', 'this notice was corrected meanwhile; look again', {
      path: '/params/id',
    })
  return targets
}

type Ended = { plan: Planned; targets: LockedTarget[]; id: string; viewer: Viewer; at: Date }

/** Ends what the correction takes the place of: waiting mails, clocks, and the notice where no office of it is left. */
async function endBefore(tx: Tx, ended: Ended): Promise<void> {
  const { plan, targets, id, viewer, at } = ended
  const { notice, outgoing } = plan
  const isClear = outgoing.kind === 'all-clear'
  await tx
    .updateTable('deliveries')
    .set({
      state: 'cancelled',
      next_at: null,
      settled_at: at,
      fault: isClear ? 'An all-clear was sent first.' : 'A correction was sent first.',
    })
    .where(
      'target_id',
      'in',
      targets.map((target) => target.id),
    )
    .where('state', '=', 'queued')
    .execute()
  const kind = isClear ? 'notice.cleared' : 'notice.corrected'
  const changes = targets.map((target): Change => ({
    ...baseChange(target, at),
    kind,
    by: viewer,
    dueAt: undefined,
    detail: toDetail(target, isClear),
  }))
  await closeEmptied(tx, ended, isClear)
  const what = isClear ? 'sent the all-clear for' : 'corrected'
  await recordChanges(tx, changes, {
    kind,
    at,
    subject: `notice:${notice.id}`,
    payload: {
      statement: `${viewer.memberName} ${what} a notice at ${targets.length} of its offices`,
      kind,
      at: at.toISOString(),
      notice: notice.id,
      by_notice: id,
      counts: countStates(targets.map(({ standing }) => standing.state)),
      clocksEnded: targets.filter(({ standing }) => standing.dueAt !== undefined).length,
      correctedBefore: plan.corrected,
    },
    by: viewer,
    members: [viewer.memberId],
  })
}

function toDetail({ standing }: LockedTarget, isClear: boolean): string {
  const words = isClear
    ? 'An all-clear was made out, which takes the place of this notice'
    : 'A correction was made out, which takes the place of this notice'
  if (standing.dueAt === undefined) return words
  return isClear
    ? `${words}; the clock that ran has ended`
    : `${words}; the clock that ran has ended, the correction has its own`
}

async function closeEmptied(tx: Tx, { plan, at }: Ended, isClear: boolean): Promise<void> {
  const { notice, offices } = plan
  const left = (await selectCorrectable(tx, notice.id)).filter((one) => !one.isCorrected)
  const mine = new Set(offices.map(({ id }) => id))
  if (notice.closed_at || left.some(({ id }) => !mine.has(id))) return
  await tx
    .updateTable('notices')
    .set({
      closed_at: at,
      close_reason: isClear ? 'An all-clear was sent.' : 'A correction took its place.',
    })
    .where('id', '=', notice.id)
    .where('closed_at', 'is', null)
    .execute()
}
