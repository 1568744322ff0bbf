/** One connection that asks, waits for the answer and asks again, at a small part of what Node's HTTP client costs. */
import { connect, type Socket } from 'node:net'

type Answer = { status: number; headers: Map<string, string>; body: Buffer }
/** GETs a path, or POSTs a body to it. */
export type Ask = (path: string, body?: Buffer) => Promise<Answer>

const READ_SIZE = 256 << 10
const HEAD_END = '\r\n\r\n'
/** All connections of this process read into it, one after the other. */
const buffer = Buffer.allocUnsafe(READ_SIZE)

/** Connects to `url`'s host; every request carries these headers. Answers must say their `content-length`. */
export function openConnection(url: URL, headers: Record<string, string>): Promise<Ask> {
  const lines = Object.entries({ host: url.host, ...headers }).map(([k, v]) => `${k}: ${v}\r\n`)
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined
  let answer: Answer | undefined
  let filled = 0
  const fail = (error: Error): void => waiting?.reject(error)

  function take(chunk: Buffer): void {
    if (answer) {
      filled += chunk.copy(answer.body, filled)
    } else {
      const end = chunk.indexOf(HEAD_END)
      if (end < 0) return fail(new Error('the head of an answer came in parts'))
      answer = toAnswer(chunk.toString('latin1', 0, end))
      filled = chunk.copy(answer.body, 0, end + HEAD_END.length)
    }
    if (filled < answer.body.length) return
    const whole = answer
    answer = undefined
    waiting?.resolve(whole)
  }

  return new Promise((resolve, reject) => {
    const socket: Socket = connect({
      port: Number(url.port),
      host: url.hostname,
      onread: {
        buffer,
        callback: (size) => {
          take(buffer.subarray(0, size))
          return true
        },
      },
    })
    socket.setNoDelay(true)
    socket.on('error', (error) => {
      reject(error)
      fail(error)
    })
    socket.on('close', () => fail(new Error('the server closed the connection')))
    socket.on('connect', () =>
      resolve(
        (path, body) =>
          new Promise((taken, refused) => {
            waiting = { resolve: taken, reject: refused }
            if (socket.destroyed) return fail(new Error('the server closed the connection'))
            const method = body ? 'POST' : 'GET'
            const length = body ? `content-length: ${body.length}\r\n` : ''
            socket.cork()
            socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n`, 'latin1')
            if (body) socket.write(body)
            socket.uncork()
          }),
      ),
    )
  })
}

function toAnswer(head: string): Answer {
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const length = Number(headers.get('content-length'))
  return { status: Number(first.split(' ')[1]), headers, body: Buffer.allocUnsafe(length) }
}
