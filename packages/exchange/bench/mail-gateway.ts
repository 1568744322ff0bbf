import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
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
  const child = fork(new URL('gateway.ts', import.meta.url), {
    execArgv: ['--conditions=@tocsin/source', '--no-warnings'],
    serialization: 'advanced',
  })
  const [url] = (await once(child, 'message')) as [string]
  let last: Promise<unknown> = Promise.resolve()
  // One question at a time: answers carry no name.
  const inTurn = <T>(question: string): Promise<T> => {
    const answer = last.then(() => ask<T>(child, question))
    last = answer
    return answer
  }
  return {
    url,
    count: () => inTurn<number>('count'),
    report: () => inTurn<Took>('report'),
    stop: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

async function ask<T>(child: ChildProcess, question: string): Promise<T> {
  const answer = once(child, 'message') as Promise<[T]>
  child.send(question)
  return (await answer)[0]
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
