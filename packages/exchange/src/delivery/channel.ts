import { toMailFault, type MailFault } from '../mail/faults.ts'
import type { Mail, Mailer } from '../mail/outgoing.ts'

/**
 * A way to reach somebody. `send` hands one message over or says whose fault it is that it could not; it never throws.
 * `proves` is all that anybody knows once it did: whether a person saw the message only their answer tells.
 */
export type Channel<Message> = {
  name: string
  proves: 'handed over'
  send: (message: Message) => Promise<MailFault | undefined>
}

/** Mail over SMTP. */
export function mailChannel(mailer: Mailer): Channel<Mail> {
  return {
    name: 'mail',
    proves: 'handed over',
    send: async (mail) => {
      try {
        await mailer.send(mail)
        return undefined
      } catch (error) {
        return toMailFault(error)
      }
    },
  }
}
