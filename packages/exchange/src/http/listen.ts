import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import type { Config } from '../config.ts'
import { ExchangeError } from '../errors.ts'

/** How long requests under way, live streams among them, may take once the exchange is told to end. */
const GRACE_MS = 3000

/**
 * How long a request may take to say what it wants, and to come whole: an upload of 2 GiB over a slow line takes its
 * time. A body that stops coming is given up long before (`idle.ts`).
 */
const TIMES = {
  headersTimeout: 20_000,
  requestTimeout: 1_200_000,
  connectionsCheckingInterval: 5_000,
}

/** An open port. `close` takes no new request, lets those under way finish and cuts what stays open. */
export type Listener = { port: number; close: () => Promise<void> }

/** Opens the port the configuration names; 0 takes any free one. Throws `unavailable`. */
export function listen(
  app: Hono,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: app.fetch, hostname: host, port, serverOptions: TIMES },
      (info: AddressInfo) => resolve({ port: info.port, close: () => closeServer(server) }),
    )
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'another program uses it' : cause.message
      reject(
        new ExchangeError('unavailable', `cannot listen on ${host}:${port}: ${why}`, { cause }),
      )
    })
  })
}

function closeServer(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    const isHttp1 = 'closeAllConnections' in server
    const cut = setTimeout(() => isHttp1 && server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    if (isHttp1) server.closeIdleConnections()
  })
}
