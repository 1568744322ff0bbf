import { connect } from 'node:net'
import { startForked } from './forked.ts'
import type { Took } from './gateway.ts'

/** A mail server in a process of its own. */
export type Gateway = {
  url: string
  /** How many mails it took and were not reported yet. */
  count: () => Promise<number>
  /** What it took since the last report. */
  report: () => Promise<Took>
  stop: () => Promise<void>
}

export async function startGateway(): Promise<Gateway> {
  const { address, ask, stop } = await startForked<string>('gateway.ts')
  return {
    url: address,
    count: () => ask<number>('count'),
    report: () => ask<Took>('report'),
    stop,
  }
}

/**
 * The least that handing `mails` of `bytes` to a gateway can take: bare sockets, `connections` at once, each waiting for every
 * reply (RFC 5321: MAIL, RCPT, DATA, end of data) and doing nothing else. Gives milliseconds.
 */
export async function bareRoundTrips(
  url: string,
  { mails, connections, bytes }: { mails: number; connections: number; bytes: number },
): Promise<number> {
  const { hostname, port } = new URL(url)
  const body = `Message-ID: <bare>\r\n\r\n${'x'
    .repeat(70)
    .concat('\r\n')
    .repeat(Math.ceil(bytes / 72))}.\r\n`
  const start = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(Number(port), hostname)
      const replies = socket[Symbol.asyncIterator]()
      const say = async (line: string) => {
        socket.write(line)
        await replies.next()
      }
      await replies.next()
      await say('EHLO bench.example\r\n')
      for (let sent = 0; sent < mails / connections; sent += 1) {
        await say('MAIL FROM:<a@bench.example>\r\n')
        await say('RCPT TO:<b@bench.example>\r\n')
        await say('DATA\r\n')
        await say(body)
      }
      socket.end('QUIT\r\n')
      socket.destroy()
    }),
  )
  return performance.now() - start
}
