/**
 * A mail server as a process of its own, as benchmarks hand mails to: it takes everything, keeps Message-ID and recipient of
 * each, and reads nothing else. `fork` it; its first message is its address. Asked `report`, it answers with what it took
 * since it was asked last; asked `count`, with how many.
 */
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'

export type Took = { id: string; to: string }[]

let took: Took = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, session, done) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      const head = Buffer.concat(parts).toString('latin1')
      const id = /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? ''
      for (const { address } of session.envelope.rcptTo) took.push({ id, to: address })
      done()
    })
  },
})
// Whoever is killed amid a mail ends its connection, not this server.
server.on('error', () => undefined)
server.listen(0, '127.0.0.1', () =>
  process.send?.(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`),
)
process.on('message', (asked) => {
  if (asked === 'count') process.send?.(took.length)
  else {
    process.send?.(took)
    took = []
  }
})
process.on('disconnect', () => process.exit())
