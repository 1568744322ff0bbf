/** What the rules of the gate say of an item: those of a release to all who were called, since in a room everybody hears it. */
import type { PersonViewer } from '../http/viewer.ts'
import type { ItemCheck, ItemDraft, ReleaseDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Decision } from '../policy/decide.ts'
import type { Prepared } from '../sharing/draft.ts'
import { judgeFor } from '../sharing/judge.ts'
import { isGovernment } from '../sharing/rules.ts'
import { prepareToSend } from '../sharing/send.ts'
import { toRelease } from './item-draft.ts'
import { itemWords, selectPutBefore } from './put-before.ts'
import { findSplit } from './saying.ts'
import { type MeetingRow, selectInGroup, selectParties } from './store.ts'

export type JudgedItem = {
  check: ItemCheck
  /** Undefined where it is admitted. */
  refused: Decision | undefined
  /** What the verdict is bound to: words, those called, rules. */
  digest: string
  release: ReleaseDraft
  prepared: Prepared
}

const LEFT: Pick<Decision, 'rule' | 'allow'> = { allow: false, rule: 'charter-membership' }

/** Judges what a person's member would have said, as of now and as if a second person had confirmed it; `item`: the one whose place it takes. */
export async function judgeItem(
  tx: Tx,
  ctx: Context,
  who: Pick<PersonViewer, 'memberId' | 'memberKind' | 'personId'>,
  row: MeetingRow,
  draft: ItemDraft,
  item?: string,
): Promise<JudgedItem> {
  const speaks = isGovernment(who.memberKind)
  const named = row.invited.filter((id) => id !== who.memberId)
  const release = toRelease(row, who.memberId, draft, { speaks, named })
  const prepared = prepare(ctx, release)
  const needsSecond = speaks && row.at_gate
  const inGroup = (await selectInGroup(tx, row.group_id)).map(({ id }) => id)
  const left = row.invited.find((id) => !inGroup.includes(id))
  if (left !== undefined) {
    const reason =
      left === who.memberId
        ? 'your organisation does not belong to the group any more'
        : 'one that was called does not belong to the group any more, and would hear it'
    const refused = { ...LEFT, reason }
    return { check: { ...refused, needsSecond }, refused, digest: '', release, prepared }
  }
  const judgement = await judgeFor(ctx, tx, who, release, prepared, { approved: true })
  const { refusedSender, verdicts, digest, ask, persons } = judgement
  const heard = verdicts.filter(({ member }) => row.invited.includes(member.id))
  const refused =
    refusedSender ??
    heard.find(({ allow }) => !allow) ??
    (await findSplitOver(tx, ctx, who, row, { draft, item }))
  const { allow, rule, reason } = refused ?? heard[0]!
  const check = {
    allow,
    rule,
    reason,
    needsSecond,
    ...(ask === undefined ? {} : { ask }),
    ...(persons ? { persons } : {}),
  }
  return { check, refused: refused && { allow, rule, reason }, digest, release, prepared }
}

/** A request that other words of the member in this meeting make whole. */
async function findSplitOver(
  tx: Tx,
  ctx: Context,
  { memberId, memberKind }: Pick<PersonViewer, 'memberId' | 'memberKind'>,
  row: MeetingRow,
  { draft, item }: { draft: ItemDraft; item: string | undefined },
): Promise<Decision | undefined> {
  const parties = await selectParties(tx, row.invited)
  const place = { of: 'item', id: item } as const
  const together = await selectPutBefore(tx, row, memberId, itemWords(draft), place)
  return findSplit(ctx, { kind: memberKind, active: true }, parties, together)
}

function prepare(ctx: Context, release: ReleaseDraft): Prepared {
  try {
    return prepareToSend(ctx, release, JSON.stringify(release))
  } catch (cause) {
    if (!(cause instanceof ExchangeError) || cause.code === 'internal') throw cause
    // What the objects are made of is the words: their place is there.
    throw new ExchangeError(cause.code, cause.message, { path: '/body/words', cause })
  }
}
