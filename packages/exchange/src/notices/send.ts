import type { NoticeDraft } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { appendLog } from '../log/append.ts'
import { loadChains, type Chain } from './chain.ts'
import { concerned, insertEvents, recordChanges } from './changes.ts'
import { newCallBackCode, newLinkToken } from './links.ts'
import { NOBODY_ON_FILE } from './words.ts'

type Planned = { id: string; chain: Chain; token: { token: string; hash: Uint8Array } }

/**
 * Sends a notice: the notice, a target for each office with its chain of contacts, the first mails,
 * the history and the log entry commit together or not at all. Returns the notice's id.
 */
export async function sendNotice(
  ctx: Context,
  viewer: Viewer,
  draft: NoticeDraft,
): Promise<string> {
  const at = ctx.clock.now()
  const id = randomUUID()
  await ctx.database.db.transaction().execute(async (tx) => {
    const chains = await loadChains(tx, draft.targets)
    if (chains.length !== draft.targets.length) throw unknownPlace(draft, chains)
    const planned = chains.map((chain) => ({ id: randomUUID(), chain, token: newLinkToken() }))
    const [logIndex] = await appendLog(tx, [
      {
        kind: 'notice.sent',
        at,
        subject: `notice:${id}`,
        payload: toPayload(id, viewer, draft, chains, at),
        members: [viewer.memberId],
      },
    ])
    await insertNotice(tx, { id, at, viewer, draft, logIndex: logIndex! })
    await insertTargets(tx, planned, { noticeId: id, at, viewer, draft, logIndex: logIndex! })
    await recordUnreachable(tx, planned, { noticeId: id, at, viewer })
    const members = await concerned(
      tx,
      planned.map((p) => p.id),
      viewer.memberId,
    )
    await announce(tx, { kind: 'notice.changed', subject: id, at, members })
  })
  return id
}

function unknownPlace(draft: NoticeDraft, chains: Chain[]): ExchangeError {
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
  id: string,
  viewer: Viewer,
  draft: NoticeDraft,
  chains: Chain[],
  at: Date,
): object {
  return {
    statement: `${viewer.memberName} sent “${draft.en.subject}” to ${chains.length} offices`,
    kind: 'notice.sent',
    at: at.toISOString(),
    notice: id,
    from: viewer.memberName,
    type: draft.kind,
    tlp: draft.tlp,
    text: { en: draft.en, es: draft.es ?? null },
    answerWithin: draft.answerWithin,
    release: draft.releaseId ?? null,
    targets: chains.map((chain) => [chain.jurisdiction, chain.role, chain.links.length]),
  }
}

type Act = { at: Date; viewer: Viewer; draft: NoticeDraft; logIndex: number }

async function insertNotice(
  tx: Tx,
  { id, at, viewer, draft, logIndex }: Act & { id: string },
): Promise<void> {
  await tx
    .insertInto('notices')
    .values({
      id,
      from_member: viewer.memberId,
      person_id: viewer.personId ?? null,
      kind: draft.kind,
      tlp: draft.tlp,
      en: JSON.stringify(draft.en),
      es: draft.es ? JSON.stringify(draft.es) : null,
      answer_within: draft.answerWithin,
      release_id: draft.releaseId ?? null,
      sent_at: at,
      log_index: logIndex,
    })
    .execute()
}

const BATCH = 1000

async function insertTargets(
  tx: Tx,
  planned: Planned[],
  act: Act & { noticeId: string },
): Promise<void> {
  const dueAt = new Date(act.at.getTime() + act.draft.answerWithin * 60_000)
  for (let i = 0; i < planned.length; i += BATCH) {
    const batch = planned.slice(i, i + BATCH)
    const reachable = batch.filter((p) => p.chain.links.length > 0)
    await tx
      .insertInto('notice_targets')
      .values(
        batch.map((p) => ({
          id: p.id,
          notice_id: act.noticeId,
          from_member: act.viewer.memberId,
          jurisdiction: p.chain.jurisdiction,
          role: p.chain.role,
          state: 'waiting',
          rank: 0,
          due_at: p.chain.links.length > 0 ? dueAt : null,
          call_back_code: newCallBackCode(),
        })),
      )
      .execute()
    if (reachable.length === 0) continue
    await tx.insertInto('notice_contacts').values(reachable.flatMap(toContactRows)).execute()
    await tx
      .insertInto('deliveries')
      .values(
        reachable.map((p) => ({
          id: randomUUID(),
          notice_id: act.noticeId,
          target_id: p.id,
          rank: 0,
          channel: 'mail',
          address: p.chain.links[0]!.email,
          state: 'queued',
          next_at: act.at,
          token: p.token.token,
        })),
      )
      .execute()
    const events = reachable.map((p) => ({
      kind: 'notice.sent' as const,
      noticeId: act.noticeId,
      targetId: p.id,
      at: act.at,
      state: 'waiting' as const,
      rank: 0,
      dueAt,
      detail: `Notice made out to ${p.chain.links[0]!.title}`,
    }))
    await insertEvents(tx, events, [act.logIndex])
  }
}

function toContactRows({ id, chain, token }: Planned) {
  return chain.links.map((link) => ({
    target_id: id,
    rank: link.rank,
    contact_id: link.contactId,
    title: link.title,
    email: link.email,
    language: link.language,
    token_hash: link.rank === 0 ? token.hash : null,
  }))
}

async function recordUnreachable(
  tx: Tx,
  planned: Planned[],
  act: { noticeId: string; at: Date; viewer: Viewer },
): Promise<void> {
  await recordChanges(
    tx,
    planned
      .filter((p) => p.chain.links.length === 0)
      .map((p) => ({
        kind: 'notice.unreachable',
        at: act.at,
        noticeId: act.noticeId,
        targetId: p.id,
        fromMember: act.viewer.memberId,
        place: p.chain.place,
        role: p.chain.role,
        state: 'unreachable',
        rank: 0,
        dueAt: undefined,
        detail: NOBODY_ON_FILE,
        fault: NOBODY_ON_FILE,
      })),
  )
}
