import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'

export type ReceivedMail = {
  /** As it came over the line. */
  bytes: Uint8Array
  id: string
  to: string
  /** The sender of its envelope. */
  returnPath: string
  subject: string
  text: string
  /** Message-ID of the mail that it is about, if it names one. */
  inReplyTo?: string
  /** The calendar file that it holds, if any. */
  calendar?: string
}

/** A real SMTP server on loopback that keeps what it takes and refuses or puts off the addresses it is told to. */
export type MailServer = {
  url: string
  mails: ReceivedMail[]
  /** Addresses refused for good, as a server refuses a user it does not know. */
  refused: Set<string>
  /** Addresses put off, as a busy server does, once what each is mapped to is done. */
  putOff: Map<string, () => Promise<unknown>>
  /** Where it refuses every session, whoever is written to, and with what reply; nowhere unless set. Open ones end when it is set. */
  sick: { at: 'greeting' | 'auth' | 'mail-from'; code: number; words: string } | undefined
  /** Recipients whose mail it takes, and then ends the line before it says so; each once. */
  mute: Set<string>
  /** Refuses a recipient with this reply instead of that of an unknown user. */
  replies: Map<string, { code: number; words: string }>
  stop: () => Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const refused = new Set<string>()
  const putOff: MailServer['putOff'] = new Map()
  const replies: MailServer['replies'] = new Map()
  const mute = new Set<string>()
  let sick: MailServer['sick']
  const refuseAt = (at: string) => (sick?.at === at ? toRefusal(sick.code, sick.words) : null)
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onConnect: (_session, done) => done(refuseAt('greeting')),
    onAuth: (_auth, _session, done) => {
      const refusal = refuseAt('auth')
      if (refusal) done(refusal)
      else done(null, { user: 'exchange' })
    },
    onMailFrom: (_address, _session, done) => done(refuseAt('mail-from')),
    onRcptTo: ({ address }, _session, done) => {
      const meanwhile = putOff.get(address)
      if (meanwhile) meanwhile().then(() => done(toRefusal(451, 'busy, try again later')), done)
      else if (replies.has(address)) {
        const { code, words } = replies.get(address)!
        done(toRefusal(code, words))
      } else done(refused.has(address) ? toRefusal(550, 'no such user here') : null)
    },
    onData: (stream, session, done) => {
      const parts: Uint8Array[] = []
      stream.on('data', (part: Uint8Array) => parts.push(part))
      simpleParser(stream).then(
        (mail) => {
          const file = mail.attachments.find(({ contentType }) => contentType === 'text/calendar')
          for (const { address } of session.envelope.rcptTo) {
            mails.push({
              bytes: Buffer.concat(parts),
              id: mail.messageId ?? '',
              to: address,
              returnPath: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
              subject: mail.subject ?? '',
              text: mail.text ?? '',
              ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
              ...(file ? { calendar: file.content.toString('utf8') } : {}),
            })
          }
          if (session.envelope.rcptTo.some(({ address }) => mute.delete(address)))
            cut(server, session)
          else done()
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
  const self: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    putOff,
    replies,
    mute,
    get sick() {
      return sick
    },
    set sick(next) {
      sick = next
      if (sick) cut(server)
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return self
}

/** Ends the connection of a session, or all; the types of the library leave its connections out. */
function cut(server: SMTPServer, session?: { id: string }): void {
  const { connections } = server as unknown as {
    connections: Set<{ id: string; _socket: { destroy: () => void } }>
  }
  for (const connection of connections)
    if (!session || connection.id === session.id) connection._socket.destroy()
}

function toRefusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
