import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Doer } from '../log/actor.ts'
import { recordOnce } from '../log/once.ts'
import { endOfLink, hashLinkToken, PRINTED, PRINTED_TITLE } from '../offices/door.ts'
import type { Decision, Exit } from '../policy/decide.ts'
import { decideOpening } from '../policy/reading.ts'
import { recordRefusals } from '../refusals/record.ts'
import { recordChanges, type Change } from './changes.ts'
import { baseChange, dueAfter, lockTargets, type LockedTarget } from './locked.ts'
import { readOfficeNotice } from './office-notice.ts'
import { decideAcknowledgement, endsWhenTold } from './rules.ts'
import { toShown } from './shown.ts'

export type Acknowledgement = {
  step: 'told' | 'understood' | 'acted'
  who?: string
  note?: string
  /** When it was pressed, as a device says that could send it only later. */
  pressedAt?: string
}

/** Who answers: a contact by its rank in the chain, or the office's own desk (no contact). */
export type Answering = {
  targetId: string
  rank: number
  contactId: string | undefined
  title: string
  by: Doer
  /** Not on its page but by another way: in words, and what the office was shown there. */
  via?: { words: string; shown: NonNullable<Change['shown']> }
}

/**
 * The contact and target behind a mailed link, where the rules let it be opened at this exit; the same error for a wrong
 * link as for none. A refusal is recorded once a link's contact, for the sender to see.
 */
export async function findByLink(ctx: Context, token: string, exit: Exit): Promise<Answering> {
  const row = await ctx.database.db
    .selectFrom('notice_links as l')
    .leftJoin('notice_contacts as c', (join) =>
      join.onRef('c.target_id', '=', 'l.target_id').onRef('c.rank', '=', 'l.rank'),
    )
    .innerJoin('notice_targets as t', 't.id', 'l.target_id')
    .innerJoin('notices as n', 'n.id', 't.notice_id')
    .select([
      'l.target_id',
      'l.rank',
      'c.contact_id',
      'c.title',
      't.jurisdiction',
      't.role',
      'n.id as notice_id',
      'n.from_member',
      'n.closed_at',
    ])
    .where('l.token_hash', '=', hashLinkToken(token))
    .executeTakeFirst()
  if (!row || (row.title === null && row.rank !== PRINTED))
    throw new ExchangeError('not-found', 'this link belongs to no notice; check that it is whole')
  const { target_id: targetId, rank, jurisdiction, role } = row
  const contactId = row.contact_id ?? undefined
  const title = row.title ?? PRINTED_TITLE
  const by = { office: jurisdiction, role, contactId }
  const now = ctx.clock.now()
  const decision = decideLink(ctx, { closedAt: row.closed_at, exit })
  if (decision.allow) return { targetId, rank, contactId, title, by }
  const subject = `notice:${row.notice_id}`
  const once = {
    subject,
    what: `refused ${decision.rule}`,
    who: contactId ?? `${targetId} ${rank}`,
  }
  await recordOnce(ctx.database.db, once, (tx) =>
    recordRefusals(tx, now, [
      { act: 'notice.open', subject, by: { memberId: row.from_member }, doer: by, decision },
    ]),
  )
  throw new ExchangeError('expired', decision.reason, { rule: decision.rule })
}

/**
 * Records an answer. Saying the same twice, or less than before, changes nothing and is no error.
 * `understood` needs a word on who acts.
 */
export async function acknowledge(
  ctx: Context,
  by: Answering,
  answer: Acknowledgement,
): Promise<void> {
  if (answer.step === 'understood' && !answer.who?.trim()) {
    throw new ExchangeError('bad-request', 'say who acts', { path: '/body/who' })
  }
  await ctx.database.db.transaction().execute((tx) => acknowledgeIn(ctx, tx, by, answer))
}

/** The same in the caller's transaction; returns whether it said anything new. */
export async function acknowledgeIn(
  ctx: Context,
  tx: Tx,
  by: Answering,
  answer: Acknowledgement,
): Promise<boolean> {
  const at = ctx.clock.now()
  const [target] = await lockTargets(tx, [by.targetId])
  if (!target) throw new ExchangeError('not-found', 'this notice is gone')
  const step = decideAcknowledgement(target.standing.state, answer.step, target.kind)
  if (!step) return false
  if (by.contactId) await markReached(tx, by.contactId, at)
  const change = toChange(target, by, { ...answer, step }, at)
  const shown = by.via?.shown ?? toShown(await readOfficeNotice(ctx, tx, by.targetId, by.rank))
  await recordChanges(tx, [{ ...change, shown }])
  return true
}

/** Whether what was sent to a contact of a notice lets them open or answer it at this exit. */
export function decideLink(
  ctx: Context,
  { closedAt, exit }: { closedAt: Date | null; exit: Exit },
): Decision {
  const now = ctx.clock.now()
  return decideOpening(
    {
      reader: { kind: 'office', active: true },
      isTarget: true,
      isSender: false,
      isAbove: false,
      operates: false,
      byLink: true,
      linkEnded: closedAt !== null && now >= endOfLink(closedAt),
      context: { now, exit, exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
}

const SAID = { told: 'was told', understood: 'understands', acted: 'has acted' }

function toChange(target: LockedTarget, by: Answering, answer: Acknowledgement, at: Date): Change {
  const isEnd = endsWhenTold(target.kind)
  const said = target.kind === 'reachability' ? 'answered the test' : SAID[answer.step]
  const who = answer.who ? `; who acts: ${answer.who}` : ''
  const note = answer.note ? `; note: ${answer.note}` : ''
  const pressed = answer.pressedAt ? `; ${pressedWords(answer.pressedAt)}` : ''
  return {
    ...baseChange(target, at),
    kind: `notice.${answer.step}`,
    by: by.by,
    state: answer.step,
    dueAt: answer.step === 'told' && !target.closed && !isEnd ? dueAfter(target, at) : undefined,
    detail: `${by.title} ${said}${by.via ? `, ${by.via.words}` : ''}${who}${note}${pressed}`,
    acknowledgedBy: whoActs(target, by, answer),
    answeredRank: by.rank,
  }
}

/** Only that it came in is known here; when it was pressed is what a device says. */
export function pressedWords(at: string): string {
  const minute = new Date(at).toISOString().slice(0, 16).replace('T', ' ')
  return `pressed at ${minute} UTC by the clock of their device, which had no network, and sent later`
}

/** Whom the office named stays who acts, whoever of it presses later. */
function whoActs(target: LockedTarget, by: Answering, answer: Acknowledgement): string {
  const named = answer.who?.trim() || undefined
  if (answer.step === 'told') return by.title
  return named ?? target.actsBy ?? by.title
}

/** A contact who answered is a contact who can be reached. */
async function markReached(tx: Tx, contactId: string, at: Date): Promise<void> {
  await tx.updateTable('contacts').set({ reached_at: at }).where('id', '=', contactId).execute()
}
