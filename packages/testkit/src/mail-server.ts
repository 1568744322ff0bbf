import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'

export type ReceivedMail = { id: string; to: string; subject: string; text: string }

/** A real SMTP server on loopback that keeps what it takes and refuses or puts off the addresses it is told to. */
export type MailServer = {
  url: string
  mails: ReceivedMail[]
  /** Addresses refused for good, as a server refuses a user it does not know. */
  refused: Set<string>
  /** Addresses put off, as a busy server does, once what each is mapped to is done. */
  putOff: Map<string, () => Promise<unknown>>
  stop: () => Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const refused = new Set<string>()
  const putOff: MailServer['putOff'] = new Map()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const meanwhile = putOff.get(address)
      if (meanwhile) meanwhile().then(() => done(toRefusal(451, 'busy, try again later')), done)
      else done(refused.has(address) ? toRefusal(550, 'no such user here') : null)
    },
    onData: (stream, session, done) => {
      simpleParser(stream).then(
        (mail) => {
          for (const { address } of session.envelope.rcptTo) {
            mails.push({
              id: mail.messageId ?? '',
              to: address,
              subject: mail.subject ?? '',
              text: mail.text ?? '',
            })
          }
          done()
        },
        (error: Error) => done(error),
      )
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  // A client that is killed amid a mail ends its connection, not this server.
  server.on('error', () => {})
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    putOff,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function toRefusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
