import type { MessageReview, MessageState, MessageSummary, ReleaseDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readNumber, sealedList, toPage, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectReviewMails } from '../second-person/mails.ts'
import { selectReviewed } from '../sharing/tear-line.ts'
import { toActor } from '../log/actor.ts'
import {
  changesSince,
  keepLook,
  selectFirstLook,
  selectSubmitted,
  sinceSubmitted,
} from './changes.ts'
import { judgeWaiting } from './judge.ts'
import { toEvent, toSummary } from './shape.ts'
import {
  lockMessage,
  missing,
  selectEvents,
  selectMessages,
  selectRevision,
  waitingKind,
} from './store.ts'

/** A page of the own member's messages, newest first; `next` is passed back as `after`. */
export async function listMessages(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE, state }: PageQuery & { state?: MessageState | undefined },
): Promise<{ items: MessageSummary[]; next?: string }> {
  const list = sealedList(ctx.cursors, 'messages')
  const before = readNumber(list.open(after))
  const rows = await read(ctx, viewer, (tx) =>
    selectMessages(tx)
      .$if(before !== undefined, (query) => query.where('m.position', '<', before!))
      .$if(state !== undefined, (query) => query.where('m.state', '=', state!))
      .orderBy('m.position', 'desc')
      .limit(limit + 1)
      .execute(),
  )
  return toPage(rows, limit, { key: (row) => [row.position], shape: toSummary, ...list })
}

/** One message of the own member. Throws `not-found`. */
export async function readSummary(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<MessageSummary> {
  const row = await read(ctx, viewer, (tx) =>
    selectMessages(tx).where('m.id', '=', id).executeTakeFirst(),
  )
  if (!row) throw missing()
  return toSummary(row)
}

/**
 * A message as a person looks at it. While it waits it is judged anew, and what a reviewer is shown is remembered, so that the
 * next look says what changed since the first. Throws `not-found`.
 */
export async function reviewMessage(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<MessageReview> {
  const found = await read(ctx, viewer, async (tx) => {
    const row = await selectMessages(tx).where('m.id', '=', id).executeTakeFirst()
    if (!row) throw missing()
    const revision = await selectRevision(tx, id, row.revision)
    return {
      summary: toSummary(row),
      revision,
      lower: await selectReviewed(tx, JSON.parse(revision.draft) as ReleaseDraft),
      history: (await selectEvents(tx, id)).map(toEvent),
    }
  })
  const { summary, revision, history, lower } = found
  const sha256 = Buffer.from(revision.sha256).toString('hex')
  const draft = JSON.parse(revision.draft) as ReleaseDraft
  const waiting = { kind: waitingKind(summary.type), id }
  const mails = await selectReviewMails(ctx.database.db, waiting, ctx.clock.now())
  const base = { summary, draft, sha256, history, mails, ...(lower ? { tearLine: lower } : {}) }
  if (summary.state !== 'submitted') return { ...base, verdicts: [], digest: '' }
  const seen = await look(ctx, viewer, id, revision).catch((error: unknown) => {
    if (!(error instanceof ExchangeError) || error.code !== 'conflict') throw error
    return { verdicts: [], digest: '', fault: error.message }
  })
  return { ...base, ...seen }
}

async function look(
  ctx: Context,
  viewer: Viewer,
  id: string,
  revision: { revision: number; draft: string },
): Promise<Pick<MessageReview, 'verdicts' | 'digest' | 'changes' | 'persons' | 'sinceSubmitted'>> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const now = await judgeWaiting(ctx, tx, toActor(viewer), revision.draft)
    const { digest, verdicts: judged, persons: found } = now.judgement
    const persons = found ? { persons: found } : {}
    const verdicts = judged.map(({ member, allow, rule, reason }) => ({
      member,
      allow,
      rule,
      reason,
    }))
    const row = await lockMessage(tx, viewer.memberId, id)
    const since = sinceSubmitted(await selectSubmitted(tx, row), now.judgement)
    const shown = {
      verdicts,
      digest,
      ...persons,
      ...(since.length > 0 ? { sinceSubmitted: since } : {}),
    }
    const { personId } = viewer
    if (personId === undefined || !viewer.roles.includes('reviewer')) return shown
    const person = { ...toActor(viewer), personId }
    const first = await selectFirstLook(tx, row, person)
    const changes = first && changesSince(first, now)
    // Submitted anew in between: what is shown is the earlier text, which can no longer be approved. Of its author what was
    // submitted is kept, which a look of theirs would take the place of, though they may be a reviewer of others' messages.
    if (row.revision === revision.revision && row.author !== personId) {
      const { judgement } = now
      await keepLook(tx, row, { by: person, judgement, at: ctx.clock.now() })
    }
    return { ...shown, ...(changes ? { changes } : {}) }
  })
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}
