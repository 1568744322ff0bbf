import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { TextMessage } from '../gateways/gateway.ts'
import { NO_MAILBOX } from '../mail/faults.ts'
import type { Mail } from '../mail/outgoing.ts'
import type { Decision } from '../policy/decide.ts'
import { mailChannel, type Channel, type ChannelName } from './channel.ts'
import { mayTry, recordHealth, selectHealth } from './health.ts'
import { handOver, isOneRound } from './hand-over.ts'
import { claim, type Claimed, type NotWritten, type Outcome } from './outbox.ts'

/** What a machine of the receiving side said of a mail that it had taken; `codes` are those of its reply, if any. */
export type Heard = { delivery: Claimed; codes: string; at: Date }

/** What a kind of message says, and what follows from its having gone out or not. */
export type Purpose<Message = Mail> = {
  names: string[]
  /**
   * The messages of a batch, by id of delivery, or the rule that withholds one; what is left out is of no use any more and
   * is dropped.
   */
  write: (ctx: Context, batch: Claimed[]) => Promise<Map<string, Message | Decision | NotWritten>>
  /** Says of mails that they may have been handed over before, since a process ended amid them, before they go out again. */
  unknown?: (ctx: Context, deliveries: Claimed[], at: Date) => Promise<void>
  /** Writes the outcomes (`writeOutcomes`) with all that follows, in one transaction. */
  settle: (ctx: Context, outcomes: Outcome[], at: Date) => Promise<void>
  /** What follows where the receiving side says, after it took a mail, that it will not arrive or is delayed. Rows of its target are locked. */
  bounced?: (tx: Tx, heard: Heard) => Promise<void>
  delayed?: (tx: Tx, heard: Heard) => Promise<void>
  /** Tells those who wait that our own server fails now, or does no longer. */
  turned?: (ctx: Context, at: Date) => Promise<void>
}

/** A kind of message to a number. */
export type TextPurpose = Purpose<Omit<TextMessage, 'id'>>

/** Sends mails that are due. Returns whether more are waiting. */
export function deliverDue(ctx: Context, purposes: Purpose[]): Promise<boolean> {
  return deliverOver(ctx, mailChannel(ctx), purposes)
}

/**
 * Sends what is queued for a channel: claims a batch, sends it outside any transaction, writes the outcomes. After a crash in
 * between a mail is sent again rather than never; what a channel does not repeat is said to be unknown. While our own server
 * fails, one message at a time tries it and none counts against its recipient. Returns whether more are waiting.
 */
export async function deliverOver<Message extends object>(
  ctx: Context,
  channel: Channel<Message> | undefined,
  purposes: Purpose<Message>[],
): Promise<boolean> {
  if (!channel) return false
  const { db } = ctx.database
  const now = ctx.clock.now()
  const limit = mayTry(await selectHealth(db, channel.name), now, channel.batch)
  if (limit === 0) return false
  const names = purposes.flatMap((purpose) => purpose.names)
  const wall = ctx.wall.now()
  const due = {
    channel: channel.name,
    purposes: names,
    limit,
    now,
    wall,
    begins: isOneRound(channel),
  }
  const claimed = await claim(db, due)
  if (claimed.length === 0) return false
  const outcomes: Outcome[] = []
  const send = await channel.open()
  for (const purpose of purposes) {
    const mine = claimed.filter((delivery) => purpose.names.includes(delivery.purpose))
    if (mine.length === 0) continue
    const again = mine.filter((delivery) => channel.repeats || !delivery.unknown)
    const unknown = mine.filter((delivery) => delivery.unknown)
    if (unknown.length > 0 && channel.repeats)
      await purpose.unknown?.(ctx, unknown, ctx.clock.now())
    const messages = await purpose.write(ctx, again)
    const sent = await handOver(ctx, { channel, send, batch: again, messages })
    const unsent = channel.repeats ? [] : unknown.map(toUnknown)
    await purpose.settle(ctx, [...sent, ...unsent], ctx.clock.now())
    outcomes.push(...sent)
  }
  return learn(ctx, channel.name, purposes, outcomes)
}

/** A process ended amid an earlier try, and the channel does not repeat what may be out. */
function toUnknown(delivery: Claimed): Outcome {
  return { delivery, ending: 'unknown' }
}

function isAnswer({ fault, ending }: Outcome): boolean {
  return ending === 'handed-over' || (fault !== undefined && fault.brief !== NO_MAILBOX)
}

/** What the batch tells of our own server; whether another batch may follow at once. */
async function learn<Message>(
  ctx: Context,
  channel: ChannelName,
  purposes: Purpose<Message>[],
  outcomes: Outcome[],
): Promise<boolean> {
  const at = ctx.clock.now()
  const ofServer = (outcome: Outcome) => outcome.fault?.kind === 'server'
  const fault = outcomes.find(ofServer)?.fault
  const handedOver = outcomes.some(({ ending }) => ending === 'handed-over')
  // Who answers for a recipient, be it with no, is a server that talks with us.
  const answered = outcomes.some((outcome) => !ofServer(outcome) && isAnswer(outcome))
  const turned = await recordHealth(ctx.database.db, channel, { handedOver, answered, fault }, at)
  if (turned && fault && !answered)
    ctx.logger.error(
      { channel, fault: fault.words },
      'our own server of a channel takes nothing; it is tried again',
    )
  if (turned) for (const purpose of purposes) await purpose.turned?.(ctx, at)
  return fault === undefined
}
