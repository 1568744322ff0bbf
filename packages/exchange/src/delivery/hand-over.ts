/** Hands a batch over in rounds. Each is marked as begun right before, so that of what a killed process had in hand no more than one round is unknown. */
import type { Context } from '../context.ts'
import type { Decision } from '../policy/decide.ts'
import type { Channel, Handed } from './channel.ts'
import { begin, endingOf, type Claimed, type NotWritten, type Outcome } from './outbox.ts'

/** From then on nothing more of a batch is begun: its lease must outlast the longest wait for an answer. */
const BEGIN_WITHIN_MS = 20_000

/** Whether all of a batch are handed over at once, and so begin as they are claimed. */
export function isOneRound({ batch, window }: Pick<Channel<never>, 'batch' | 'window'>): boolean {
  return window >= batch
}

type Sending<Message extends object> = {
  channel: Channel<Message>
  send: (id: string, message: Message) => Promise<Handed>
  batch: readonly Claimed[]
  messages: ReadonlyMap<string, Message | Decision | NotWritten>
}

/**
 * What became of each of a batch. Once our own server fails, or it takes too long, the rest is put back as if it had not been in hand; so is what
 * was cancelled meanwhile.
 */
export async function handOver<Message extends object>(
  ctx: Context,
  { channel, send, batch, messages }: Sending<Message>,
): Promise<Outcome[]> {
  const until = ctx.wall.now().getTime() + BEGIN_WITHIN_MS
  const outcomes: Outcome[] = []
  let fails = false
  for (let from = 0; from < batch.length; from += channel.window) {
    const round = batch.slice(from, from + channel.window)
    if (fails || ctx.wall.now().getTime() > until) {
      outcomes.push(...round.map(toPutBack))
      continue
    }
    const open = isOneRound(channel) ? undefined : await begin(ctx.database.db, round)
    const ended = await Promise.all(
      round.map((delivery) =>
        open?.has(delivery.id) === false
          ? toPutBack(delivery)
          : handOne(delivery, { channel, send, message: messages.get(delivery.id) }),
      ),
    )
    fails = ended.some(({ fault }) => fault?.kind === 'server')
    outcomes.push(...ended)
  }
  return outcomes
}

type One<Message extends object> = Pick<Sending<Message>, 'channel' | 'send'> & {
  message: Message | Decision | NotWritten | undefined
}

async function handOne<Message extends object>(
  delivery: Claimed,
  { channel, send, message }: One<Message>,
): Promise<Outcome> {
  if (message === undefined) return { delivery, ending: 'dropped' }
  if (isNotWritten(message)) return { delivery, ending: 'dropped', why: message.notWritten }
  if (isDecision(message)) return { delivery, ending: 'withheld', refusal: message }
  const { fault, ids } = await send(delivery.id, message)
  const ending = endingOf(delivery, fault, channel.repeats)
  return { delivery, ending, ...(fault ? { fault } : {}), ...(ids ? { ids } : {}) }
}

function toPutBack(delivery: Claimed): Outcome {
  return { delivery, ending: 'put-back' }
}

function isNotWritten(message: object): message is NotWritten {
  return 'notWritten' in message
}

function isDecision(message: object): message is Decision {
  return 'rule' in message
}
