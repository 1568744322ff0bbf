import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { NO_MAILBOX } from '../mail/faults.ts'
import type { Mail } from '../mail/outgoing.ts'
import type { Decision } from '../policy/decide.ts'
import { mailChannel, type Channel } from './channel.ts'
import { mayTry, recordHealth, selectHealth } from './health.ts'
import { claim, endingOf, type Claimed, type Outcome } from './outbox.ts'
import { returnPathKey, toReturnPath } from './return-path.ts'

const BATCH = 40

/** What a machine of the receiving side said of a mail that it had taken; `codes` are those of its reply, if any. */
export type Heard = { delivery: Claimed; codes: string; at: Date }

/** What a kind of mail says, and what follows from its having gone out or not. */
export type Purpose = {
  names: string[]
  /**
   * The mails of a batch, by id of delivery, or the rule that withholds one; what is left out is of no use any more and
   * is dropped.
   */
  write: (ctx: Context, batch: Claimed[]) => Promise<Map<string, Mail | Decision>>
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

/**
 * Sends queued mails: claims a batch, sends it outside any transaction, writes the outcomes. A crash in between sends
 * a mail again rather than never. While our own server fails, one mail at a time tries it and none counts against its
 * recipient. Returns whether more are waiting.
 */
export async function deliverDue(ctx: Context, purposes: Purpose[]): Promise<boolean> {
  if (!ctx.mailer) return false
  const { db } = ctx.database
  const channel = mailChannel(ctx.mailer)
  const now = ctx.clock.now()
  const limit = mayTry(await selectHealth(db), now, BATCH)
  if (limit === 0) return false
  const names = purposes.flatMap((purpose) => purpose.names)
  const claimed = await claim(db, { purposes: names, limit, now, wall: ctx.wall.now() })
  if (claimed.length === 0) return false
  const outcomes: Outcome[] = []
  const toHead = await headOf(ctx)
  for (const purpose of purposes) {
    const mine = claimed.filter((delivery) => purpose.names.includes(delivery.purpose))
    if (mine.length === 0) continue
    const unknown = mine.filter((delivery) => delivery.unknown)
    if (unknown.length > 0) await purpose.unknown?.(ctx, unknown, ctx.clock.now())
    const sent = await sendAll(channel, mine, await purpose.write(ctx, mine), toHead)
    await purpose.settle(ctx, sent, ctx.clock.now())
    outcomes.push(...sent)
  }
  return learn(ctx, purposes, outcomes)
}

function isAnswer({ ending, fault }: Outcome): boolean {
  return ending === 'handed-over' || (fault !== undefined && fault.brief !== NO_MAILBOX)
}

type Head = Pick<Mail, 'messageId' | 'returnPath'>

/**
 * The Message-ID of each mail, the same each time that it is handed over, and where it comes back to; without a door for such mails,
 * to the sender as it stands in the configuration.
 */
async function headOf(ctx: Context): Promise<(id: string) => Head> {
  const { inbound, origin } = ctx.config
  const { hostname } = new URL(origin)
  const key = inbound && (await returnPathKey(ctx.database.db))
  return (id) => ({
    messageId: `<${id}@${hostname}>`,
    returnPath: key && toReturnPath(key, id, inbound!.domain),
  })
}

async function sendAll(
  channel: Channel<Mail>,
  batch: Claimed[],
  mails: Map<string, Mail | Decision>,
  toHead: (id: string) => Head,
): Promise<Outcome[]> {
  return Promise.all(
    batch.map(async (delivery): Promise<Outcome> => {
      const mail = mails.get(delivery.id)
      if (!mail) return { delivery, ending: 'dropped' }
      if ('rule' in mail) return { delivery, ending: 'withheld', refusal: mail }
      const fault = await channel.send({ ...toHead(delivery.id), ...mail })
      return { delivery, ending: endingOf(delivery, fault), ...(fault ? { fault } : {}) }
    }),
  )
}

/** What the batch tells of our own server; whether another batch may follow at once. */
async function learn(ctx: Context, purposes: Purpose[], outcomes: Outcome[]): Promise<boolean> {
  const at = ctx.clock.now()
  const fault = outcomes.find((outcome) => outcome.ending === 'server')?.fault
  const handedOver = outcomes.some(({ ending }) => ending === 'handed-over')
  // Who answers for a recipient, be it with no, is a server that talks with us.
  const answered = outcomes.some((outcome) => outcome.ending !== 'server' && isAnswer(outcome))
  const turned = await recordHealth(ctx.database.db, { handedOver, answered, fault }, at)
  if (turned && fault && !answered)
    ctx.logger.error({ fault: fault.words }, 'our mail server takes no mail; it is tried again')
  if (turned) for (const purpose of purposes) await purpose.turned?.(ctx, at)
  return fault === undefined
}
