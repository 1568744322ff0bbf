import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

export type Listener = { url: string; stop: () => Promise<void> }

/** Serves a `(Request) -> Response` handler on loopback; port 0 takes a free one. */
export async function listen(
  handle: (request: Request) => Promise<Response>,
  port = 0,
): Promise<Listener> {
  const server = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((error: unknown) => {
      console.error(error)
      outgoing.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  handle: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', headers: raw, url = '/' } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw)) headers.set(name, String(value))
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const target = URL.parse(`http://${raw.host ?? '127.0.0.1'}${url}`)
  if (!target) {
    outgoing.writeHead(400).end()
    return
  }
  const request = new Request(target, {
    method,
    headers,
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array> as never }),
    duplex: 'half',
  } as RequestInit)
  const response = await handle(request)
  const body = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(method === 'HEAD' ? undefined : body)
}
