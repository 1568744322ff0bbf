import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Context } from '../context.ts'
import type { Purpose } from '../delivery/deliver.ts'
import { readReturnPath, returnPathKey } from '../delivery/return-path.ts'
import { ExchangeError } from '../errors.ts'
import { openQuietLog } from '../quiet-log.ts'
import { count, hear } from './hear.ts'
import type { MailDoor } from './mail-door.ts'

/** Bytes of one mail, and of all that a connection may send in vain after them. */
const MAX_BYTES = 1 << 20
const MAX_WASTE = 8 << 20
const MAX_CONNECTIONS = 20
/** A connection ends then, however slowly it still speaks. */
const MAX_SESSION_MS = 300_000
const IDLE_MS = 30_000

/** An open port for mails that come back. */
type BounceListener = { port: number; close: () => Promise<void> }

/**
 * Listens for mails that come back, where the configuration names a domain for them. It takes mail for return paths that this exchange
 * made, for the address of `door` where there is one, and for no other, one recipient at a time, relays nothing, and never sends anything: no bounce is answered.
 * A mail is acknowledged once all that follows from it is written, so that one cut off in between comes again.
 * Throws `unavailable`.
 */
export async function listenForBounces(
  ctx: Context,
  purposes: readonly Purpose[],
  door?: MailDoor,
): Promise<BounceListener | undefined> {
  const { inbound } = ctx.config
  if (!inbound) return undefined
  const key = await returnPathKey(ctx.database.db)
  const find = (address: string) => readReturnPath(key, address, inbound.domain)
  const quiet = openQuietLog()
  const isDoor = (address: string) => address.toLowerCase() === door?.address
  const server = new SMTPServer({
    name: inbound.domain,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: Math.max(MAX_BYTES, door?.maxBytes ?? 0),
    maxClients: MAX_CONNECTIONS,
    socketTimeout: IDLE_MS,
    closeTimeout: 3000,
    onConnect: ({ id }, done) => {
      setTimeout(() => cut(server, id), MAX_SESSION_MS).unref()
      done()
    },
    onRcptTo: ({ address }, session, done) => {
      if (session.envelope.rcptTo.length > 0) done(refusal(452, 'one recipient at a time'))
      else if (isDoor(address) || find(address) !== undefined) done()
      else
        count(ctx.database.db, 'forged', ctx.clock.now()).then(
          () => done(refusal(550, '5.1.1 no such address here')),
          () => done(refusal(451, '4.3.0 try again later')),
        )
    },
    onData: (stream, session, done) => {
      const entered = door && isDoor(session.envelope.rcptTo[0]!.address) ? door : undefined
      takeMail(server, stream, session, entered?.maxBytes ?? MAX_BYTES)
        .then((bytes) => settle({ ctx, purposes, find, entered }, session, bytes))
        .then(done, (err: unknown) => {
          quiet((unsaid) =>
            ctx.logger.error({ err, unsaid }, 'a mail that came in could not be dealt with'),
          )
          done(refusal(451, '4.3.0 try again later'))
        })
    },
  })
  await open(server, inbound)
  // A client that breaks off ends its connection, not this server.
  server.on('error', () => undefined)
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

type Way = {
  ctx: Context
  purposes: readonly Purpose[]
  find: (address: string) => string | undefined
  /** The door that it came to, where that is no return path. */
  entered: MailDoor | undefined
}

/** Deals with a mail that was taken, or was too large for it; a refusal, or null where it is acknowledged. */
async function settle(
  { ctx, purposes, find, entered }: Way,
  { envelope: { mailFrom, rcptTo } }: SMTPServerSession,
  bytes: Uint8Array | undefined,
): Promise<Error | null> {
  if (!bytes) {
    await count(ctx.database.db, 'too-large', ctx.clock.now())
    return refusal(552, `5.3.4 at most ${entered?.maxBytes ?? MAX_BYTES} bytes`)
  }
  const sender = mailFrom ? mailFrom.address : ''
  if (entered) {
    await entered.take(bytes, sender)
    return null
  }
  const deliveryId = find(rcptTo[0]!.address)!
  const came = await hear(ctx, purposes, { deliveryId, sender, bytes })
  return came === 'later' ? refusal(451, '4.3.0 try again later') : null
}

function open(server: SMTPServer, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) =>
      reject(
        new ExchangeError(
          'unavailable',
          `cannot listen for mail on ${host}:${port}: ${cause.message}`,
          { cause },
        ),
      )
    server.once('error', fail)
    server.listen(port, host, () => {
      server.removeListener('error', fail)
      resolve()
    })
  })
}

/** The bytes of a mail, or nothing where it is too large; a flood is cut off. */
async function takeMail(
  server: SMTPServer,
  stream: SMTPServerDataStream,
  { id }: SMTPServerSession,
  most: number,
): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= most) chunks.push(chunk)
    else chunks.length = 0
    if (size > most + MAX_WASTE) cut(server, id)
  }
  return size > most ? undefined : Buffer.concat(chunks)
}

/** Ends a connection by its id; the types of the library leave its connections out. */
function cut(server: SMTPServer, id: string): void {
  const { connections } = server as unknown as {
    connections: Set<{ id: string; close: () => void }>
  }
  for (const connection of connections) if (connection.id === id) connection.close()
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
