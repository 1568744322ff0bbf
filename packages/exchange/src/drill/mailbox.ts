import type { Mail, Mailer } from '../mail/outgoing.ts'

/** Where a drill's mail ends: in memory, read by the drill's own offices, never by anybody outside. */
export type Mailbox = Mailer & { take: () => Mail[] }

/** The mail server's answer for an address that does not exist, as SMTP gives it. */
class Bounced extends Error {
  readonly command = 'RCPT TO'
  readonly responseCode = 550
  readonly response = '550 5.1.1 no such user here'

  constructor() {
    super('no such user here')
  }
}

/** Takes mail for addresses that `exists` admits and refuses the rest for good. */
export function createMailbox(exists: (address: string) => boolean): Mailbox {
  let waiting: Mail[] = []
  return {
    send: async (mail) => {
      if (!exists(mail.to)) throw new Bounced()
      waiting.push(mail)
    },
    take: () => {
      const taken = waiting
      waiting = []
      return taken
    },
    close: () => {},
  }
}
