/** The second person of a body of government: looks at an item that waits, and confirms exactly that. */
import type { PersonViewer } from '../http/viewer.ts'
import type { ItemDraft, ItemReview } from '@tocsin/api'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { decideApproval } from '../policy/approving.ts'
import type { Decision } from '../policy/decide.ts'
import { type ItemRow, lockItem, selectItemWords } from './item-store.ts'
import { judgeItem } from './judge-item.ts'
import { takeItem } from './say.ts'
import { toItem } from './shape-item.ts'
import { announceMeeting, refuseUnless } from './store.ts'
import { inMeeting } from './verdict.ts'

type ByItem = { id: string; item: string }

/** An own item that waits, judged as of now. Throws `not-found`, and `conflict` where it waits no longer. */
export async function reviewItem(
  ctx: Context,
  who: PersonViewer,
  { id, item }: ByItem,
): Promise<ItemReview> {
  let review: ItemReview | undefined
  await inMeeting(ctx, who, { id, act: 'meeting.item' }, async (tx, row) => {
    const found = await lockItem(tx, who.memberId, id, item)
    refuseSettled(found)
    const words = await selectItemWords(tx, item)
    const draft = JSON.parse(words.draft) as ItemDraft
    const { check, digest } = await judgeItem(tx, ctx, who, row, draft, item)
    review = {
      item: {
        ...toItem({ ...found, ...words }, who.memberId),
        isMine: words.author === who.personId,
      },
      draft,
      sha256: Buffer.from(words.sha256).toString('hex'),
      check,
      digest,
    }
    return undefined
  })
  return review!
}

/**
 * Confirms exactly what was looked at, which takes it into the minutes. Throws `refused-by-policy`, on record, for whoever may not;
 * `preview-outdated` where the words, those called or the rules are others than those looked at. What the rules refuse
 * by now stays as not taken, once the meeting is under way.
 */
export async function confirmItem(
  ctx: Context,
  who: PersonViewer,
  { id, item }: ByItem,
  confirmed: { sha256: string; digest: string },
): Promise<void> {
  await inMeeting(ctx, who, { id, act: 'meeting.confirm' }, async (tx, row) => {
    refuseUnless(row, 'called', 'open')
    const found = await lockItem(tx, who.memberId, id, item)
    refuseSettled(found)
    // From here on nobody is suspended and no group changes until the transaction ends.
    await takeCommitOrder(tx)
    const words = await selectItemWords(tx, item)
    const decision = await admitSecond(tx, ctx, who, words.author)
    if (!decision.allow) return decision
    const draft = JSON.parse(words.draft) as ItemDraft
    const judged = await judgeItem(tx, ctx, who, row, draft, item)
    const isSame = Buffer.from(words.sha256).toString('hex') === confirmed.sha256
    if (!isSame || judged.digest !== confirmed.digest)
      throw new ExchangeError('preview-outdated', 'this changed since you looked: look again')
    const at = ctx.clock.now()
    if (judged.refused) {
      if (row.state === 'called') return judged.refused
      await tx
        .updateTable('meeting_items')
        .set({ state: 'refused', rule: judged.refused.rule, reason: judged.refused.reason })
        .where('id', '=', item)
        .execute()
      await announceMeeting(tx, id, at, row.invited)
      return judged.refused
    }
    await takeItem(tx, ctx, who, { row, id: item, draft, judged, at, author: words.author })
    return undefined
  })
}

function refuseSettled({ state }: ItemRow): void {
  if (state !== 'waits') throw new ExchangeError('conflict', 'this item waits no longer')
}

/** The rules on the second person behind a message, asked as all stands under the commit order lock. */
async function admitSecond(
  tx: Tx,
  ctx: Context,
  second: PersonViewer,
  author: string,
): Promise<Decision> {
  const people = await tx
    .selectFrom('people')
    .select(['id', 'roles', 'active'])
    .where('id', 'in', [second.personId, author])
    .execute()
  const holds = (id: string, role: string): boolean =>
    people.some((one) => one.id === id && one.active && one.roles.includes(role))
  return decideApproval(
    {
      member: { kind: second.memberKind, active: true },
      isAuthor: second.personId === author,
      isReviewer: holds(second.personId, 'reviewer'),
      authorActive: holds(author, 'analyst'),
      context: { now: ctx.clock.now(), exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
}
