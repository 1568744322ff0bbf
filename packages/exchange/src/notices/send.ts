import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { appendLog } from '../log/append.ts'
import { loadChains, type Chain } from './chain.ts'
import { concerned, insertEvents, toAct, type Change } from './changes.ts'
import { findMainText, type MainText } from './languages.ts'
import { newCallBackCode } from '../offices/door.ts'
import { isPublic } from './public.ts'
import { claimSending, toDraft, type Outgoing, type OutgoingSending } from './sendings.ts'
import { AHEAD } from './escalate.ts'
import { callOf, toDeliveries } from './made-out.ts'
import { planTurns, type Turns } from './turns.ts'
import { NOBODY_ON_FILE, wayWords } from './words.ts'

/** What a sending does in its transaction besides. */
export type Along = {
  /** Whom it goes to, where that is not who is on file for its targets. */
  chains?: (tx: Tx) => Promise<Chain[]>
  /** Commits with it; `id` is the notice's. */
  along?: (tx: Tx, id: string) => Promise<void>
}

type Planned = { id: string; chain: Chain }

/**
 * Sends a notice: the notice, a target for each office with its chain of contacts, the first mails,
 * the history and the log entry commit together or not at all. Returns the notice's id: that of the first sending where
 * its key was used for one. The log is appended to late, since nobody else can write until the transaction ends; the
 * history waits for its places in the log. What is done `along` commits with it.
 */
export async function sendNotice(
  ctx: Context,
  viewer: Viewer,
  sending: OutgoingSending,
  { chains: load, along }: Along = {},
): Promise<string> {
  const at = ctx.clock.now()
  const id = randomUUID()
  const draft = toDraft(sending)
  return ctx.database.db.transaction().execute(async (tx) => {
    const first = await claimSending(tx, { from: viewer.memberId, noticeId: id, sending, at })
    if (first !== undefined) return first
    const chains = await (load ?? ((now) => loadChains(now, draft.targets)))(tx)
    if (chains.length !== draft.targets.length) throw unknownPlace(draft, chains)
    const planned = chains.map((chain) => ({ id: randomUUID(), chain }))
    const act = {
      noticeId: id,
      isPublic: await isPublic(ctx, tx, viewer, draft),
      at,
      viewer,
      draft,
      main: await findMainText(tx, draft.texts),
      ...(await planTurns(tx, draft, at)),
    }
    await insertNotice(tx, act)
    await insertTargets(tx, planned, act)
    const members = await concerned(
      tx,
      planned.map((p) => p.id),
      viewer.memberId,
    )
    await along?.(tx, id)
    const missing = planned.filter(isMissing).map((p) => toUnreachable(p, act))
    await announce(tx, { kind: 'notice.changed', subject: id, at, members })
    const [index, ...indexes] = await appendLog(tx, [
      {
        kind: 'notice.sent',
        at,
        subject: `notice:${id}`,
        payload: toPayload(act, chains),
        by: viewer,
        members: [viewer.memberId],
      },
      ...missing.map(toAct),
    ])
    await tx.updateTable('notices').set({ log_index: index! }).where('id', '=', id).execute()
    await insertEvents(tx, toEvents(planned, act), [index!])
    await insertEvents(tx, missing, indexes)
    return id
  })
}

function unknownPlace(draft: Outgoing, chains: Chain[]): ExchangeError {
  const known = new Set(chains.map((chain) => chain.jurisdiction))
  const at = draft.targets.findIndex((target) => !known.has(target.jurisdiction))
  return new ExchangeError(
    'bad-request',
    `no jurisdiction ${draft.targets[at]?.jurisdiction} is on file`,
    {
      path: `/body/targets/${at}/jurisdiction`,
    },
  )
}

function toPayload(
  { noticeId, at, viewer, draft, main, clocks, isPublic: stands }: Sending,
  chains: Chain[],
): object {
  return {
    statement: `${viewer.memberName} sent “${main.text.subject}” to ${chains.length} offices`,
    kind: 'notice.sent',
    at: at.toISOString(),
    notice: noticeId,
    from: viewer.memberName,
    type: draft.kind,
    tlp: draft.tlp,
    text: draft.texts,
    answerWithin: draft.answerWithin,
    ...(draft.severe ? { severe: true } : {}),
    ...(clocks.shown.length > 0 ? { shorterClocks: clocks.shown } : {}),
    ...(stands ? { public: true } : {}),
    release: draft.releaseId ?? null,
    ...draft.before,
    ...(draft.corrects ? { corrects: draft.corrects.notice } : {}),
    ...(draft.affected ? { affected: draft.affected } : {}),
    ...(draft.notHit ? { notHitOf: draft.notHit.of, knownAt: draft.notHit.knownAt } : {}),
    targets: chains.map((chain) => [chain.jurisdiction, chain.role, chain.links.length]),
  }
}

type Sending = {
  noticeId: string
  at: Date
  viewer: Viewer
  draft: Outgoing
  main: MainText
  /** Everybody may read it. */
  isPublic: boolean
} & Turns

/** Its place in the log is written once it is known. */
async function insertNotice(tx: Tx, act: Sending): Promise<void> {
  const { noticeId, at, viewer, draft, main } = act
  await tx
    .insertInto('notices')
    .values({
      id: noticeId,
      from_member: viewer.memberId,
      person_id: viewer.personId ?? null,
      kind: draft.kind,
      tlp: draft.tlp,
      texts: JSON.stringify(draft.texts),
      main_language: main.language,
      answer_within: draft.answerWithin,
      severe: draft.severe ?? false,
      release_id: draft.releaseId ?? null,
      election_id: draft.before?.election ?? null,
      follows: draft.before?.follows ?? null,
      corrects: draft.corrects?.notice ?? null,
      vendor_id: draft.affected?.vendor ?? null,
      system_id: draft.affected?.system ?? null,
      known_at: draft.notHit ? new Date(draft.notHit.knownAt) : null,
      public_at: act.isPublic ? at : null,
      sent_at: at,
      log_index: 0,
    })
    .execute()
}

async function insertTargets(tx: Tx, planned: Planned[], act: Sending): Promise<void> {
  const reachable = planned.filter((p) => !isMissing(p))
  await insertRows(
    tx,
    'notice_targets',
    planned.map((p) => ({
      id: p.id,
      notice_id: act.noticeId,
      from_member: act.viewer.memberId,
      jurisdiction: p.chain.jurisdiction,
      role: p.chain.role,
      state: isMissing(p) ? 'unreachable' : 'waiting',
      rank: 0,
      due_at: null,
      call_back_code: newCallBackCode(),
      fault: isMissing(p) ? NOBODY_ON_FILE : null,
      answer_within: act.clocks.minutes.get(p.chain.jurisdiction) ?? null,
      corrects: p.chain.corrects?.target ?? null,
      told_before: p.chain.corrects?.toldBefore ?? null,
    })),
  )
  await insertRows(
    tx,
    'notice_contacts',
    reachable.flatMap((p) => toContactRows(p, act)),
  )
  await insertRows(
    tx,
    'deliveries',
    reachable.flatMap((p) =>
      mailedFirst(p.chain).flatMap((link) => {
        const urgency = p.chain.corrects ? AHEAD : 0
        const about = { noticeId: act.noticeId, targetId: p.id, rank: link.rank, at: act.at }
        const contact = { email: link.email, ...link.reached }
        return toDeliveries({ ...about, urgency }, contact, act.plan(p.chain, link))
      }),
    ),
  )
}

/** Whoever is first, or all that a correction goes to at once. */
export function mailedFirst({ links }: Chain): Chain['links'] {
  const atOnce = links.filter((link) => link.atOnce)
  return atOnce.length > 0 ? atOnce : links.slice(0, 1)
}

function toContactRows({ id, chain }: Planned, act: Sending) {
  const first = new Set(mailedFirst(chain))
  return chain.links.map((link) => ({
    target_id: id,
    rank: link.rank,
    contact_id: link.contactId,
    title: link.title,
    email: link.email,
    language: link.language,
    ...link.reached,
    ...callOf(first.has(link) ? act.plan(chain, link) : []),
  }))
}

/** The first line in the history of each office that somebody can reach. */
function toEvents(planned: Planned[], act: Sending) {
  return planned
    .filter((p) => !isMissing(p))
    .map((p) => ({ ...p, first: p.chain.links[0]! }))
    .map((p) => ({
      kind: 'notice.sent' as const,
      noticeId: act.noticeId,
      targetId: p.id,
      at: act.at,
      state: 'waiting' as const,
      rank: 0,
      dueAt: undefined,
      detail: `Notice made out to ${p.first.title}${wayWords(act.plan(p.chain, p.first), p.first.reached, act.at)}`,
    }))
}

function toUnreachable({ id, chain }: Planned, act: Sending): Change {
  return {
    kind: 'notice.unreachable',
    at: act.at,
    noticeId: act.noticeId,
    targetId: id,
    fromMember: act.viewer.memberId,
    by: act.viewer,
    place: chain.place,
    role: chain.role,
    state: 'unreachable',
    rank: 0,
    dueAt: undefined,
    detail: NOBODY_ON_FILE,
  }
}

function isMissing({ chain }: Planned): boolean {
  return chain.links.length === 0
}
