import type { TextChannel } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Gateway, GatewayFault, TextMessage } from '../gateways/gateway.ts'
import { toMailFault } from '../mail/faults.ts'
import type { Mail, Mailer } from '../mail/outgoing.ts'
import { returnPathKey, toReturnPath } from './return-path.ts'

export type ChannelName = 'mail' | TextChannel

/** What became of handing one message over: whose fault it is that it could not, or the ids under which it was taken, if it has any. */
export type Handed = { fault?: GatewayFault; ids?: readonly string[] }

/**
 * A way to reach somebody. What `open` gives hands one message over, or says whose fault it is that it could not; it never
 * throws. `proves` is all that anybody knows once it did: whether a person saw the message only their answer tells.
 */
export type Channel<Message> = {
  name: ChannelName
  proves: 'handed over'
  /**
   * Whether a message of which nobody knows if it was handed over goes out again: a mail does, as the same message, which mail
   * programs show once. A telephone shows it twice, so there it stays unknown, unless the gateway hands on the same one once.
   */
  repeats: boolean
  /** How many are taken in hand together, written and settled in one transaction each. */
  batch: number
  /** How many of them are handed over at once. */
  window: number
  /** Gets ready for a batch. `id` is that of the delivery, the same each time that it is handed over. */
  open: () => Promise<(id: string, message: Message) => Promise<Handed>>
}

const MAILS = 40
/** Messages to numbers in a batch: writing down what became of them takes longer than handing them over. */
const TEXTS = 100

/** Mail over SMTP, where a server is set. */
export function mailChannel(ctx: Context): Channel<Mail> | undefined {
  const { mailer } = ctx
  if (!mailer) return undefined
  return {
    name: 'mail',
    proves: 'handed over',
    repeats: true,
    batch: MAILS,
    window: MAILS,
    open: async () => {
      const toHead = await headOf(ctx)
      return (id, mail) => sendMail(mailer, { ...toHead(id), ...mail })
    },
  }
}

/** Messages to numbers, where a gateway is set. */
export function textChannel(
  name: TextChannel,
  gateway: Gateway | undefined,
): Channel<Omit<TextMessage, 'id'>> | undefined {
  if (!gateway) return undefined
  return {
    name,
    proves: 'handed over',
    repeats: gateway.repeats,
    batch: TEXTS,
    window: gateway.window,
    open: async () => (id, message) => gateway.send({ id, ...message }),
  }
}

async function sendMail(mailer: Mailer, mail: Mail): Promise<Handed> {
  try {
    await mailer.send(mail)
    return {}
  } catch (error) {
    return { fault: toMailFault(error) }
  }
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
