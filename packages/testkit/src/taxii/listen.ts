import { serve } from '@hono/node-server'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Listener = { url: string; stop: () => Promise<void> }

/** Serves a `(Request) -> Response` handler on loopback; port 0 takes a free one. */
export async function listen(
  handle: (request: Request) => Promise<Response>,
  port = 0,
): Promise<Listener> {
  const server = serve({ fetch: handle, createServer, hostname: '127.0.0.1', port })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('listening', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
