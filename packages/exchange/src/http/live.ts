/**
 * Live screens: server-sent events (WHATWG HTML, 9.2) that say what changed, never what it is; the screen
 * asks for that by the ordinary routes, where the rules are.
 */
import { LIVE_PATH, type LiveEvent } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { addressOf } from './address.ts'
import type { Http } from './server.ts'
import type { Authenticate } from './viewer.ts'

/** Also how soon a revoked session loses its stream. */
const HEARTBEAT_MS = 10_000
/** Streams of one member; each costs memory here. */
const MAX_STREAMS = 100
/** Events that may wait for a slow reader; then it is dropped and comes back for the rest. */
const MAX_WAITING = 64
const NOT_AN_ID = /[^\d]|^.{16,}$/

/** Hangs the stream at `LIVE_PATH`; `authenticate` is asked again with every heartbeat. */
export function liveRoute(
  ctx: Context,
  { app }: Pick<Http, 'app'>,
  authenticate: Authenticate,
  options: { heartbeatMs?: number; maxStreams?: number } = {},
): void {
  const { heartbeatMs = HEARTBEAT_MS, maxStreams = MAX_STREAMS } = options
  const open = new Map<string, number>()
  app.get(LIVE_PATH, async (c) => {
    const address = addressOf(c, ctx.config.trustedProxies)
    const viewer = await authenticate(c.req.raw, address)
    if (!viewer) throw new ExchangeError('not-signed-in', 'sign in first')
    const { memberId } = viewer
    const streams = open.get(memberId) ?? 0
    if (streams >= maxStreams) {
      throw new ExchangeError('too-many-requests', 'too many live screens of this member are open')
    }
    open.set(memberId, streams + 1)
    const isStillIn = async () =>
      (await authenticate(c.req.raw, address).catch(() => undefined))?.memberId === memberId
    const body = streamEvents(ctx, {
      memberId,
      lastId: readLastId(c.req.header('last-event-id')),
      heartbeatMs,
      isStillIn,
      onEnd: () => void open.set(memberId, (open.get(memberId) ?? 1) - 1),
    })
    // A buffering proxy would hold events back until its buffer is full.
    const headers = { 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
    return new Response(body, { headers: { ...headers, 'content-type': 'text/event-stream' } })
  })
}

type Screen = {
  memberId: string
  /** The last event the screen had before it lost the connection. */
  lastId: number | undefined
  heartbeatMs: number
  isStillIn: () => Promise<boolean>
  onEnd: () => void
}

function streamEvents(ctx: Context, screen: Screen): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stop = () => {}
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    let ended = false
    let sent = screen.lastId ?? 0
    // While the past is read, what happens meanwhile waits here, so that none is lost or told twice.
    let meanwhile: LiveEvent[] | undefined = []
    const end = () => {
      if (ended) return
      ended = true
      clearInterval(beat)
      unsubscribe()
      screen.onEnd()
    }
    const close = () => {
      if (ended) return
      end()
      controller.close()
    }
    const write = (text: string) => {
      if (ended) return
      if ((controller.desiredSize ?? 0) <= 0) close()
      else controller.enqueue(encoder.encode(text))
    }
    const tell = (event: LiveEvent) => {
      if (Number(event.id) <= sent) return
      sent = Number(event.id)
      write(`id: ${event.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`)
    }
    const unsubscribe = ctx.live.subscribe(screen.memberId, (event) => {
      if (!event) close()
      else if (meanwhile) meanwhile.push(event)
      else tell(event)
    })
    const beat = setInterval(() => {
      void screen.isStillIn().then((isIn) => (isIn ? write(': still here\n\n') : close()))
    }, screen.heartbeatMs)
    stop = end
    write('retry: 1000\n\n')
    void readPast(ctx, screen).then(
      (past) => {
        for (const event of [...past, ...(meanwhile ?? [])]) tell(event)
        meanwhile = undefined
      },
      (err: unknown) => {
        ctx.logger.error({ err }, 'live events could not be read')
        close()
      },
    )
  }
  return new ReadableStream({ start, cancel: () => stop() }, { highWaterMark: MAX_WAITING })
}

async function readPast(ctx: Context, { memberId, lastId }: Screen): Promise<LiveEvent[]> {
  return lastId === undefined ? [] : ctx.live.since(memberId, lastId)
}

function readLastId(header: string | undefined): number | undefined {
  return header === undefined || header === '' || NOT_AN_ID.test(header)
    ? undefined
    : Number(header)
}
