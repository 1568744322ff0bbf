import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'

export type ReceivedMail = { id: string; to: string; subject: string; text: string }

/** A real SMTP server on loopback that keeps what it takes and refuses the addresses it is told to. */
export type MailServer = {
  url: string
  mails: ReceivedMail[]
  /** Addresses refused for good, as a server refuses a user it does not know. */
  refused: Set<string>
  stop: () => Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const refused = new Set<string>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const unknown = Object.assign(new Error('no such user here'), { responseCode: 550 })
      done(refused.has(address) ? unknown : null)
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
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
