import type { BodyOf, NotHitDraft, sendNotHit as sendRoute } from '@tocsin/api'
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { selectTree } from '../offices/store.ts'
import { findAffected } from '../vendors/affected.ts'
import { loadChains } from './chain.ts'
import { chooseSpared, findNamed, toOffices, type Answer, type Question } from './not-hit-rules.ts'
import { selectToldOf } from './not-hit-store.ts'
import { sendNotice } from './send.ts'
import { findSent, type Outgoing, type OutgoingSending } from './sendings.ts'
import { selectNotice, type NoticeRow } from './store.ts'
import { admitNotice } from './verdict.ts'

/** Most offices of one notice. */
const MOST = 12_000

export type NotHitPlan = {
  notice: NoticeRow
  outgoing: Outgoing
  chosen: Answer
  /** SHA-256 of whom it goes to. */
  digest: string
  /** The place of those that may not be named which the words name. */
  named: string | undefined
}

/**
 * Tells the offices that an own notice did not go to that their place is not among those known to be hit. Whom it goes to is
 * computed anew in the transaction and has to be what was looked at. Returns the id of the notice; that of the first sending
 * where its key was used for one.
 */
export async function sendNotHit(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { digest, sendKey, again, ...draft }: BodyOf<typeof sendRoute>,
  count: () => Promise<void>,
): Promise<string> {
  const plan = await planNotHit(ctx, viewer, id, draft)
  const sending: OutgoingSending = {
    ...plan.outgoing,
    ...(sendKey ? { sendKey } : {}),
    ...(again ? { again } : {}),
  }
  const sent = await findSent(ctx.database.db, viewer.memberId, sending, ctx.clock.now())
  if (sent !== undefined) return sent
  requireSame(plan.digest, digest)
  if (plan.outgoing.targets.length === 0)
    throw new ExchangeError('conflict', 'no office is left that could be told so', {
      path: '/params/id',
    })
  await count()
  await admitNotice(ctx, viewer, plan.outgoing, toStanding(plan))
  return sendNotice(ctx, viewer, sending, {
    chains: async (tx) => {
      await tx.selectFrom('notices').select('id').where('id', '=', id).forNoKeyUpdate().execute()
      requireSame(digestOf(toOffices((await choose(tx, plan.question)).spared)), digest)
      return loadChains(tx, plan.outgoing.targets)
    },
    along: async (tx, notice) => {
      const row = { notice_id: notice, of_notice: id, from_member: viewer.memberId }
      await tx.insertInto('not_hit_notices').values(row).execute()
    },
  })
}

/** What the rules are asked besides: who need not be told along, and whether the words name who is hit. */
export function toStanding({ chosen, named }: Pick<NotHitPlan, 'chosen' | 'named'>) {
  return { exempt: chosen.exempt, namesHit: named !== undefined }
}

type Asked = { noticeId: string } & Omit<Question, 'tree' | 'first' | 'since'>

/** What would be sent to whom; `not-found` where the viewer's member did not send the notice. */
export async function planNotHit(
  ctx: Context,
  viewer: Viewer,
  id: string,
  draft: NotHitDraft,
): Promise<NotHitPlan & { question: Asked }> {
  const { db } = ctx.database
  const notice = await selectNotice(db, id)
  if (!notice || notice.from_id !== viewer.memberId)
    throw new ExchangeError('not-found', 'no such notice')
  requireFit(notice, draft, ctx.clock.now())
  const question: Asked = {
    noticeId: id,
    running: await findRunning(ctx, viewer, notice),
    own: viewer.memberKind === 'office' ? viewer.jurisdiction : undefined,
    wanted: draft,
  }
  const chosen = await choose(db, question)
  const targets = toOffices(chosen.spared)
  if (targets.length > MOST)
    throw new ExchangeError(
      'bad-request',
      `${targets.length} offices would be told and one notice goes to ${MOST} at most; choose a place or fewer kinds`,
      { path: '/body/within' },
    )
  return {
    notice,
    question,
    chosen,
    digest: digestOf(targets),
    named: findNamed(draft.texts, chosen),
    outgoing: {
      kind: 'not-hit',
      tlp: notice.tlp as Outgoing['tlp'],
      texts: draft.texts,
      answerWithin: draft.answerWithin ?? 0,
      targets,
      notHit: { of: id, knownAt: new Date(draft.knownAt).toISOString() },
    },
  }
}

async function choose(db: Db, { noticeId, ...question }: Asked): Promise<Answer> {
  const told = await selectToldOf(db, noticeId)
  return chooseSpared({ ...question, ...told, tree: await selectTree(db) })
}

function requireFit(notice: NoticeRow, { knownAt }: NotHitDraft, now: Date): void {
  if (notice.kind !== 'notice' || notice.corrects !== null)
    throw new ExchangeError(
      'bad-request',
      'only of a notice about a fact, and not of a correction, can others be told that they are not known to be hit',
      { path: '/params/id' },
    )
  const at = new Date(knownAt)
  if (Number.isNaN(at.getTime()) || at > now || at < notice.sent_at)
    throw new ExchangeError(
      'bad-request',
      'what is known is known up to a time between the sending of the notice and now',
      { path: '/body/knownAt' },
    )
}

/** Places whose offices answer for one that runs what the notice is about, by what is on file now. */
async function findRunning(
  ctx: Context,
  viewer: Viewer,
  { vendor_id: vendor, system_id: system }: NoticeRow,
): Promise<ReadonlySet<string>> {
  if (vendor === null) return new Set()
  const { offices } = await findAffected(ctx, viewer, { vendor, ...(system ? { system } : {}) })
  return new Set(offices.map(({ jurisdiction }) => jurisdiction))
}

function digestOf(targets: Outgoing['targets']): string {
  const lines = targets.map(({ jurisdiction, role }) => `${jurisdiction} ${role}`).toSorted()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

function requireSame(now: string, looked: string): void {
  if (now !== looked)
    throw new ExchangeError('conflict', 'whom it would go to has changed meanwhile; look again', {
      path: '/body/digest',
    })
}
