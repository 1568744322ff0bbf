import type { TextChannel } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { TextPurpose } from '../delivery/deliver.ts'
import type { Claimed, NotWritten } from '../delivery/outbox.ts'
import type { TextMessage } from '../gateways/gateway.ts'
import { newLinkToken, toOfficeLink } from '../offices/door.ts'
import type { Decision } from '../policy/decide.ts'
import { textFor } from './languages.ts'
import { readTargets } from './locked.ts'
import { decideSending, loadFacts, renderMail } from './mail.ts'
import { nameOfLanguage } from './mail-words.ts'
import { keepCodes, makeCodes } from './reply-codes.ts'
import { isUnserved } from './rules.ts'
import { settleTexts } from './text-outcomes.ts'
import { isOpen, renderText } from './text-words.ts'

type Written = Omit<TextMessage, 'id'> | Decision | NotWritten

/** Messages of notices to numbers: what they say, and what their going out or not means for an office. */
export function noticeTexts(channel: TextChannel): TextPurpose {
  return {
    names: ['notice'],
    write: (ctx, batch) => writeTexts(ctx, channel, batch),
    settle: (ctx, outcomes, at) => settleTexts(ctx, channel, outcomes, at),
  }
}

/**
 * The messages of a batch, from the notices as they were sent, each with a link and a code of its own. What waited too long or whose office has
 * answered meanwhile is not written: nobody should be startled by it.
 */
async function writeTexts(
  ctx: Context,
  channel: TextChannel,
  batch: Claimed[],
): Promise<Map<string, Written>> {
  const { db } = ctx.database
  const at = ctx.clock.now()
  const facts = await loadFacts(db, batch)
  const targets = await readTargets(db, [...new Set(batch.map(({ targetId }) => targetId!))])
  const byId = new Map(targets.map((target) => [target.id, target]))
  const stopped = await selectStopped(db, channel, batch)
  const written = new Map<string, Written>()
  const open: Claimed[] = []
  for (const delivery of batch) {
    const target = byId.get(delivery.targetId!)!
    const verdict = decideSending(ctx, facts.get(delivery.id)!)
    if (delivery.expiresAt && delivery.expiresAt <= at)
      written.set(delivery.id, { notWritten: EXPIRED })
    else if (target.closed || !isUnserved(target.standing.state, target.kind))
      written.set(delivery.id, { notWritten: ANSWERED })
    else if (target.notMe.includes(delivery.rank!))
      written.set(delivery.id, { notWritten: NOT_THEM })
    else if (stopped.has(delivery.address)) written.set(delivery.id, { notWritten: STOPPED })
    else if (!verdict.allow) written.set(delivery.id, verdict)
    else open.push(delivery)
  }
  const coded = open.map(({ id, address }) => ({ deliveryId: id, channel, number: address }))
  const codes = ANSWERED_BY_CODE.has(channel)
    ? await makeCodes(db, coded)
    : new Map<string, string>()
  const links = open.map((delivery) => ({ delivery, ...newLinkToken() }))
  const kept = links.map(({ delivery, token }, i) => {
    const own = facts.get(delivery.id)!
    const { language, text } = textFor(own, own.language)
    const code = codes.get(delivery.id)
    const written = language === own.language ? undefined : nameOfLanguage(language, own.language)
    const { exercise, origin } = ctx.config
    const link = toOfficeLink(origin, token)
    const head = { subject: text.subject, written, exercise, channel }
    const short = renderText({ ...own, ...head, corrects: own.before !== null }, { link, code })
    // Paper has room for the whole notice, where the line that carries it may read it.
    const isWhole = channel === 'fax' && isOpen(own)
    const said = isWhole ? renderMail(own, { to: '', link, exercise }).text : short.text
    return { ...coded[i]!, code, words: short.kept, at, text: said, own }
  })
  await keepLinks(db, links)
  await keepCodes(
    db,
    kept.flatMap(({ code, ...one }) => (code === undefined ? [] : [{ ...one, code }])),
  )
  for (const { deliveryId, number, text, own } of kept)
    written.set(deliveryId, { to: number, text, language: own.language })
  return written
}

async function keepLinks(
  db: Db,
  links: readonly { delivery: Claimed; hash: Uint8Array }[],
): Promise<void> {
  if (links.length === 0) return
  const rows = links.map(({ delivery, hash }) => ({
    token_hash: hash,
    target_id: delivery.targetId!,
    rank: delivery.rank!,
  }))
  await db.insertInto('notice_links').values(rows).execute()
}

async function selectStopped(
  db: Db,
  channel: TextChannel,
  batch: readonly Claimed[],
): Promise<Set<string>> {
  const numbers = batch.map(({ address }) => address)
  const { rows } = await sql<{ number: string }>`select number from stopped_numbers
    where channel = ${channel} and number = any(${sql.val(numbers)}::text[])`.execute(db)
  return new Set(rows.map(({ number }) => number))
}

/** Channels on which whoever has the number can send a code back. */
const ANSWERED_BY_CODE: ReadonlySet<TextChannel> = new Set(['sms', 'voice'])

const STOPPED =
  'Not sent: whoever has this number asked for no messages, or said that it is a wrong number.'
const NOT_THEM = 'Not sent: whoever holds the link of this contact said that this is not them.'
const EXPIRED = 'It waited too long for a gateway and was given up.'
const ANSWERED = 'Not sent: the office had answered, or its notice was closed, first.'
