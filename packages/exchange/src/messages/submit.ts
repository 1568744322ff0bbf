import type { ReleaseDraft, ReviewType } from '@tocsin/api'
import { createHash, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import type { Judgement } from '../sharing/audience.ts'
import { judgeFor } from '../sharing/judge.ts'
import { maskFor } from '../sharing/known-persons.ts'
import { queueForSecond } from '../second-person/mails.ts'
import { recordRefusedRelease } from '../sharing/record.ts'
import { toStatements } from '../sharing/persons.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import { prepareToSend } from '../sharing/send.ts'
import { keepSubmitted } from './changes.ts'
import { lockMessage, type MessageRow, type Person, recordStep, waitingKind } from './store.ts'

const HOUR_MS = 3_600_000
/** How long a message waits for a second person unless the configuration says. */
const REVIEW_HOURS = 24

/**
 * Keeps a message or a lower version, byte for byte, for a second person; sends nothing. `revises` is an own one that waits, was
 * returned, was withdrawn or timed out. Gives its id. Throws `refused-by-policy`, on record, where no platform or campaign may
 * receive a message, or nobody a lower version, whoever approves it.
 */
export async function submitMessage(
  ctx: Context,
  author: Viewer & { personId: string },
  draft: ReleaseDraft,
  { draftText, revises }: { draftText: string; revises?: string | undefined },
): Promise<string> {
  const type = typeOf(author, draft)
  const prepared = prepareToSend(ctx, draft, draftText)
  const outcome = await ctx.database.db.transaction().execute(async (tx) => {
    const earlier = revises === undefined ? undefined : await lockOwn(tx, author, revises)
    const judgement = await judgeFor(ctx, tx, author, draft, prepared, { approved: true })
    const refused = whyNobody(judgement, draft)
    const at = ctx.clock.now()
    if (refused) {
      const sender = toActor(author)
      await recordRefusedRelease(tx, { at, sender, title: draft.title, verdicts: [refused] })
      return { refused }
    }
    const hours = ctx.config.reviewHours ?? REVIEW_HOURS
    const row = {
      group_id: draft.terms.groupId,
      title: draft.title,
      type,
      state: 'submitted',
      revision: (earlier?.revision ?? 0) + 1,
      submitted_at: at,
      due_at: new Date(at.getTime() + hours * HOUR_MS),
    }
    // What cannot be masked is told to its author now, not to the second person at the end.
    const masked = draft.message && (await maskFor(tx, ctx, author.memberId, draft, prepared))
    const persons = masked ? toStatements(masked.draft) : []
    const id = await keep(tx, author, row, earlier?.id, { draftText, persons })
    const { memberId, personId } = author
    const { revision } = row
    await keepSubmitted(tx, { id, revision, member_id: memberId }, { by: author, judgement, at })
    await queueForSecond(
      tx,
      ctx,
      { kind: waitingKind(type), id },
      { memberId, author: personId, at },
    )
    return { id }
  })
  if (outcome.refused)
    throw new ExchangeError('refused-by-policy', outcome.refused.reason, {
      rule: outcome.refused.rule,
    })
  return outcome.id
}

/** As what it is reviewed: a lower version that is no message for platforms or campaigns as such. Throws `bad-request`. */
function typeOf(author: Viewer, { message, tearLine }: ReleaseDraft): ReviewType {
  if (message && isGovernment(author.memberKind)) return message.type
  if (tearLine !== undefined && !message) return 'tear-line'
  throw new ExchangeError(
    'bad-request',
    'only a message of an agency or office, or a lower version of a release, is reviewed',
    { path: '/body/draft/message' },
  )
}

/** A message of this author that can still be changed. Throws `not-found` and `conflict`. */
async function lockOwn(tx: Tx, author: Person, id: string): Promise<MessageRow> {
  const row = await lockMessage(tx, author.memberId, id)
  if (row.author !== author.personId)
    throw new ExchangeError('conflict', 'only its author submits a message anew')
  if (row.state === 'approved')
    throw new ExchangeError('conflict', 'this message was approved and released before')
  return row
}

/**
 * Why no platform or campaign may receive a message, where none may; of a lower version where there is none of them, why nobody may.
 * Throws `bad-request` where there is nobody to review it for.
 */
function whyNobody({ refusedSender, verdicts }: Judgement, { message, tearLine }: ReleaseDraft) {
  if (refusedSender) return refusedSender
  const gated = message ? verdicts.filter(({ member }) => isBehindGate(member.kind)) : []
  if (gated.length === 0 && tearLine !== undefined)
    return verdicts.some(({ allow }) => allow) ? undefined : verdicts[0]
  if (gated.length === 0)
    throw new ExchangeError(
      'bad-request',
      'the group has no platform or campaign, so no second person is needed: release it',
      { path: '/body/draft/terms/groupId' },
    )
  return gated.some(({ allow }) => allow) ? undefined : gated[0]
}

async function keep(
  tx: Tx,
  author: Person,
  row: Pick<
    MessageRow,
    'group_id' | 'title' | 'type' | 'state' | 'revision' | 'submitted_at' | 'due_at'
  >,
  known: string | undefined,
  { draftText, persons }: { draftText: string; persons: object[] },
): Promise<string> {
  const id = known ?? randomUUID()
  const own = { id, member_id: author.memberId, author: author.personId }
  if (known) await tx.updateTable('messages').set(row).where('id', '=', id).execute()
  else
    await tx
      .insertInto('messages')
      .values({ ...row, ...own })
      .execute()
  const sha256 = createHash('sha256').update(draftText).digest()
  await tx
    .insertInto('message_revisions')
    .values({
      message_id: id,
      revision: row.revision,
      member_id: author.memberId,
      draft: draftText,
      sha256,
      submitted_at: row.submitted_at,
    })
    .execute()
  await recordStep(tx, {
    id,
    memberId: author.memberId,
    what: 'submitted',
    revision: row.revision,
    at: row.submitted_at,
    by: toActor(author),
    title: row.title,
    type: row.type,
    details: { type: row.type, draft: sha256.toString('hex'), persons },
  })
  return id
}
