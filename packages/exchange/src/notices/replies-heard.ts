import type { TextChannel } from '@tocsin/api'
import { sql } from 'kysely'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { acknowledgeIn, decideLink } from './acknowledge.ts'
import { recordChanges } from './changes.ts'
import { closeHeard, countStray, selectByReplyCode, selectLatest } from './heard-store.ts'
import { baseChange, lockTargets } from './locked.ts'
import { readReply, type ReplyMeaning } from './reply-rules.ts'
import { queueAnswer, type AnswerKind } from './text-answers.ts'
import { nameOfText } from './text-outcomes.ts'
import { toShownText } from './shown.ts'

export type ReplyRow = { id: number; channel: TextChannel; number: string; words: string }

type Settled = {
  outcome: string
  /** The office on whose history it stands, and in what words. */
  about?: { targetId: string; language: string; detail?: string } | undefined
  answer?: AnswerKind
}

/**
 * What words from a number lead to. Only a code that this number was sent acknowledges anything, and only what it was sent
 * for; the rest is on record with the office that the number was last written to, and the number is told what is so.
 */
export async function settleReply(ctx: Context, limits: Limits, row: ReplyRow): Promise<void> {
  const meaning = readReply(row.words)
  const isOver = typeof meaning === 'object' && (await isOverLimit(limits, row))
  const mayAnswer = !isOver && (await isWithin(limits, 'textAnswersPerNumber', row))
  const at = ctx.clock.now()
  await ctx.database.db
    .transaction()
    .execute(async (tx) => {
      const settled = await settle(ctx, tx, row, isOver ? 'words' : meaning)
      const outcome = isOver ? 'too many codes' : settled.outcome
      if (!(await closeHeard(tx, row.id, { at, outcome }))) throw new Settling()
      const { about, answer } = settled
      const { channel, number } = row
      if (!about) await countStray(tx, { channel, kind: 'unknown-number', number, at })
      // Whoever pressed digits hears by the call itself that they were taken.
      if (answer && about && mayAnswer && row.channel === 'sms')
        await queueAnswer(tx, { ...row, answer, language: about.language, at })
      if (!about?.detail) return
      const [target] = await lockTargets(tx, [about.targetId])
      if (!target) return
      const detail = isOver
        ? `More codes came from ${endingOf(row.number)} than are looked at in an hour; nobody counts as told by them`
        : about.detail
      await recordChanges(tx, [
        { ...baseChange(target, at), by: 'exchange', kind: 'text.heard', detail },
      ])
    })
    .catch((error: unknown) => {
      if (!(error instanceof Settling)) throw error
    })
}

/** Another process settled it meanwhile: all that this one did is undone. */
class Settling extends Error {}

async function settle(
  ctx: Context,
  tx: Tx,
  row: ReplyRow,
  meaning: ReplyMeaning,
): Promise<Settled> {
  const { channel, number } = row
  if (typeof meaning === 'object') return settleCode(ctx, tx, row, meaning.code)
  const about = await selectLatest(tx, channel, number)
  const from = endingOf(number)
  const what = nameOfText(channel)
  if (meaning === 'stop' || meaning === 'wrong-number') {
    await sql`insert into stopped_numbers values (${channel}, ${number}, ${meaning}, ${ctx.clock.now()})
      on conflict do nothing`.execute(tx)
    const detail =
      meaning === 'stop'
        ? `Whoever has ${from} asked for no more messages; no ${what} goes there any more`
        : `Whoever has ${from} says that it is a wrong number; no ${what} goes there any more`
    return { outcome: meaning, about: about && { ...about, detail } }
  }
  if (meaning === 'start') {
    await sql`delete from stopped_numbers where channel = ${channel} and number = ${number} and why = 'stop'`.execute(
      tx,
    )
    const detail = `Whoever has ${from} asked for messages again`
    return { outcome: 'start', about: about && { ...about, detail } }
  }
  const detail = `A reply from ${from} held no code; nobody counts as told by it`
  return { outcome: 'no code', about: about && { ...about, detail }, answer: 'no-code' }
}

async function settleCode(ctx: Context, tx: Tx, row: ReplyRow, code: string): Promise<Settled> {
  const { channel, number } = row
  const found = await selectByReplyCode(tx, channel, number, code)
  const from = endingOf(number)
  if (!found) {
    const about = await selectLatest(tx, channel, number)
    const detail = `A reply from ${from} held a code of no message to it; nobody counts as told by it`
    return { outcome: 'foreign code', about: about && { ...about, detail }, answer: 'foreign' }
  }
  const { targetId, rank, contactId, title, language } = found
  const about = { targetId, language }
  const by = { office: found.jurisdiction, role: found.role, contactId }
  const decision = decideLink(ctx, { closedAt: found.closedAt, exit: 'door' })
  if (!decision.allow) {
    const detail = `A reply from ${from} came too late: ${decision.reason}`
    return { outcome: decision.rule, about: { ...about, detail }, answer: 'ended' }
  }
  const via = {
    words: `by ${nameOfText(channel)} from ${from}`,
    shown: toShownText(channel, found),
  }
  const isNew = await acknowledgeIn(ctx, tx, { targetId, rank, contactId, title, by, via }, { step: found.step }) // prettier-ignore
  return { outcome: isNew ? found.step : 'again', about, answer: isNew ? 'told' : 'again' }
}

async function isOverLimit(limits: Limits, row: ReplyRow): Promise<boolean> {
  return !(await isWithin(limits, 'replyCodesPerNumber', row))
}

async function isWithin(
  limits: Limits,
  name: 'replyCodesPerNumber' | 'textAnswersPerNumber',
  { channel, number }: ReplyRow,
): Promise<boolean> {
  try {
    await limits.count(name, `${channel} ${number}`)
    return true
  } catch (error) {
    if (error instanceof ExchangeError && error.code === 'too-many-requests') return false
    throw error
  }
}

/** The last two digits: enough for whoever knows the number, and no more on record. */
function endingOf(number: string): string {
  return `the number ending ${number.slice(-2)}`
}
