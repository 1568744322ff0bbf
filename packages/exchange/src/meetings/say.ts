/** Writing down what one's own member said: item, words, log and live screens in one transaction. */
import type { PersonViewer } from '../http/viewer.ts'
import type { ItemCheck, ItemDraft } from '@tocsin/api'
import { createHash, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { queueForSecond } from '../second-person/mails.ts'
import { appendLog } from '../log/append.ts'
import type { Decision } from '../policy/decide.ts'
import { maskFor } from '../sharing/known-persons.ts'
import { toStatements } from '../sharing/persons.ts'
import { toShown } from './item-draft.ts'
import { judgeItem, type JudgedItem } from './judge-item.ts'
import { type ItemRow, lockItem } from './item-store.ts'
import { refuseMoreItems } from './limits.ts'
import { announceMeeting, meetingAct, type MeetingRow, refuseUnless } from './store.ts'
import { inMeeting, recordNo } from './verdict.ts'

/** What the rules say of an item; keeps nothing. */
export async function checkItem(
  ctx: Context,
  who: PersonViewer,
  id: string,
  draft: ItemDraft,
): Promise<ItemCheck> {
  let check: ItemCheck | undefined
  await inMeeting(ctx, who, { id, act: 'meeting.item' }, async (tx, row) => {
    check = (await judgeItem(tx, ctx, who, row, draft)).check
    return undefined
  })
  return check!
}

/**
 * Writes an item down; gives its id. What a rule refuses is on record: before the meeting it is thrown and goes nowhere; what was
 * said in the room cannot be unsaid, so that from then on the minutes say that an item was not taken, and by which rule.
 */
export async function addItem(
  ctx: Context,
  who: PersonViewer,
  id: string,
  draft: ItemDraft,
): Promise<string> {
  const itemId = randomUUID()
  await inMeeting(ctx, who, { id, act: 'meeting.item' }, async (tx, row) => {
    refuseUnless(row, 'called', 'open')
    await takeCommitOrder(tx)
    await refuseMoreItems(tx, { id, memberId: who.memberId }, { letters: lettersOf(draft) })
    const judged = await judgeItem(tx, ctx, who, row, draft)
    if (judged.refused && row.state === 'called') return judged.refused
    await keep(tx, ctx, who, { row, draft, judged, id: itemId })
    return undefined
  })
  return itemId
}

/** Changes an own item; `version` is what was looked at. Throws `conflict` where it is settled, or a colleague changed it since. */
export async function changeItem(
  ctx: Context,
  who: PersonViewer,
  { id, item }: { id: string; item: string },
  { version, draft }: { version: number; draft: ItemDraft },
): Promise<void> {
  await inMeeting(ctx, who, { id, act: 'meeting.item' }, async (tx, row) => {
    refuseUnless(row, 'called', 'open')
    const before = await lockItem(tx, who.memberId, id, item)
    if (before.version !== version)
      throw new ExchangeError(
        'conflict',
        'a colleague has changed this since you looked: look again',
      )
    await takeCommitOrder(tx)
    const more = { letters: lettersOf(draft), instead: item }
    await refuseMoreItems(tx, { id, memberId: who.memberId }, more)
    const judged = await judgeItem(tx, ctx, who, row, draft, item)
    const isOpen =
      before.state === 'waits' || (before.state === 'taken' && !judged.check.needsSecond)
    if (!isOpen)
      throw new ExchangeError(
        'conflict',
        'this stands in the minutes: write down what was said since',
      )
    if (judged.refused && row.state === 'called') return judged.refused
    await keep(tx, ctx, who, { row, draft, judged, id: item, before })
    return undefined
  })
}

function lettersOf(draft: ItemDraft): number {
  return JSON.stringify(draft).length
}

type Keeping = {
  row: MeetingRow
  draft: ItemDraft
  judged: JudgedItem
  id: string
  before?: ItemRow
}

async function keep(tx: Tx, ctx: Context, who: PersonViewer, keeping: Keeping): Promise<void> {
  const { row, draft, judged, id, before } = keeping
  const at = ctx.clock.now()
  const { refused } = judged
  const state = refused ? 'refused' : judged.check.needsSecond ? 'waits' : 'taken'
  const item = {
    type: draft.message.type,
    state,
    rule: refused?.rule ?? null,
    reason: refused?.reason ?? null,
    prepared: row.state === 'called',
    version: (before?.version ?? 0) + 1,
    at,
    log_index: null,
  }
  const own = { meeting_id: row.id, member_id: who.memberId }
  if (before) await tx.updateTable('meeting_items').set(item).where('id', '=', id).execute()
  else
    await tx
      .insertInto('meeting_items')
      .values({ id, ...own, ...item })
      .execute()
  const text = JSON.stringify(draft)
  const words = {
    author: who.personId,
    draft: text,
    sha256: createHash('sha256').update(text).digest(),
    shown: false,
    title: draft.title,
    words: draft.words ?? null,
    message: JSON.stringify(draft.message),
  }
  await tx
    .insertInto('meeting_item_words')
    .values({ item_id: id, ...own, ...words })
    .onConflict((conflict) => conflict.column('item_id').doUpdateSet(words))
    .execute()
  if (state === 'taken') return takeItem(tx, ctx, who, { row, id, draft, judged, at })
  await settleWaiting(tx, ctx, who, { row, id, refused, at, sha256: words.sha256, draft })
}

async function settleWaiting(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  {
    row,
    id,
    refused,
    at,
    sha256,
    draft,
  }: {
    row: MeetingRow
    id: string
    refused: Decision | undefined
    at: Date
    sha256: Buffer
    draft: ItemDraft
  },
): Promise<void> {
  if (refused) {
    await recordNo(tx, ctx, who, {
      act: 'meeting.item',
      subject: `meeting:${row.id}`,
      decision: refused,
    })
    await announceMeeting(tx, row.id, at, row.invited)
    return
  }
  const payload = {
    item: id,
    from: who.memberId,
    type: draft.message.type,
    draft: sha256.toString('hex'),
  }
  const act = { at, by: toActor(who), payload, members: [who.memberId] }
  const second = { memberId: who.memberId, author: who.personId, at }
  await queueForSecond(tx, ctx, { kind: 'meeting', id: row.id }, second)
  await appendLog(tx, [meetingAct(row, 'meeting.item-written', act)])
  await announceMeeting(tx, row.id, at, [who.memberId])
}

/** Takes an item into the minutes: all who were called see it from now on. Call it last. */
export async function takeItem(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  {
    row,
    id,
    draft,
    judged,
    at,
    author,
  }: {
    row: MeetingRow
    id: string
    draft: ItemDraft
    judged: JudgedItem
    at: Date
    /** Who wrote it, where that is somebody else than who takes it. */
    author?: string
  },
): Promise<void> {
  const { release, prepared, check } = judged
  const masked = check.needsSecond
    ? await maskFor(tx, ctx, who.memberId, release, prepared)
    : { draft: release }
  const { content, ...shown } = toShown(draft, masked.draft)
  await tx
    .updateTable('meeting_item_words')
    .set({
      ...shown,
      message: JSON.stringify(shown.message),
      shown: true,
      content,
      second: author === undefined ? null : who.personId,
    })
    .where('item_id', '=', id)
    .execute()
  const payload = {
    item: id,
    from: who.memberId,
    title: shown.title,
    ...shown.message,
    content,
    rule: check.rule,
    policies: ctx.policies.version,
    ...(author === undefined ? {} : { author }),
    ...(check.needsSecond ? { persons: toStatements(masked.draft) } : {}),
  }
  const [index] = await appendLog(tx, [
    meetingAct(row, 'meeting.item-taken', { at, by: toActor(who), payload }),
  ])
  await tx
    .updateTable('meeting_items')
    .set({ state: 'taken', log_index: index! })
    .where('id', '=', id)
    .execute()
  await announceMeeting(tx, row.id, at, row.invited)
}
