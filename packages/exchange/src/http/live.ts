/**
 * Live screens: server-sent events (WHATWG HTML, 9.2) that say what changed, never what it is; the screen
 * asks for that by the ordinary routes, where the rules are.
 */
import type { HttpBindings } from '@hono/node-server'
import { LIVE_PATH } from '@tocsin/api'
import type { Context } from '../context.ts'
import { UUID } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import type { Heard } from '../live/hub.ts'
import { addressOf } from './address.ts'
import { streamEvents } from './live-stream.ts'
import type { Http } from './server.ts'
import { openSlots } from './slots.ts'
import type { Authenticate, Viewer } from './viewer.ts'

/** Also how soon a session that is over loses its stream; one that is revoked loses it at once. */
const HEARTBEAT_MS = 10_000
/** Streams that one member and one person in it may hold at a time; each costs memory here. */
const MAX_STREAMS = 100
const MAX_OF_PERSON = 20
/** How long a dropped reader has to take what waits for it, before its connection is cut. */
const PARTING_MS = 5_000
const AN_ID = new RegExp(`^(0|${UUID})$`)

type Gate = {
  authenticate: Authenticate
  /** Counts a stream that a member opens; throws when it opens them too fast. */
  admit: (memberId: string) => Promise<void>
  /** Whether the rules let this viewer's screen be told of the event. */
  hears: (viewer: Viewer, heard: Heard) => Promise<boolean>
  /** Tells when somebody may no longer be who they were. */
  onChange: (listener: () => void) => () => void
}

type Options = {
  heartbeatMs?: number
  maxStreams?: number
  maxOfPerson?: number
  partingMs?: number
}

/** Hangs the stream at `LIVE_PATH`; `authenticate` is asked again with every heartbeat. */
export function liveRoute(
  ctx: Context,
  { app }: Pick<Http, 'app'>,
  { authenticate, admit, hears, onChange }: Gate,
  options: Options = {},
): void {
  const { heartbeatMs = HEARTBEAT_MS, partingMs = PARTING_MS } = options
  const { maxStreams = MAX_STREAMS, maxOfPerson = MAX_OF_PERSON } = options
  const take = openSlots('too many live screens are open; close one')
  app.get(LIVE_PATH, async (c) => {
    const address = addressOf(c, ctx.config.trustedProxies)
    const viewer = await authenticate(c.req.raw, address)
    if (!viewer) throw new ExchangeError('not-signed-in', 'sign in first')
    const { memberId, personId } = viewer
    await admit(memberId)
    const giveBack = take([
      { who: memberId, max: maxStreams },
      ...(personId ? [{ who: personId, max: maxOfPerson }] : []),
    ])
    let current = viewer
    const isStillIn = async () => {
      const found = await authenticate(c.req.raw, address).catch(() => undefined)
      if (found?.memberId !== memberId) return false
      current = found
      return true
    }
    // Between two heartbeats too: from the instant at which their time ends nobody is told anything.
    const isOver = () =>
      [current.endsAt, current.keyEndsAt].some((end) => end && end <= ctx.clock.now())
    const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>
    outgoing?.once('close', giveBack)
    const body = streamEvents(ctx, {
      memberId,
      lastId: readLastId(c.req.header('last-event-id')),
      heartbeatMs,
      isStillIn,
      hears: async (heard) => !isOver() && (await hears(current, heard)),
      onChange,
      onEnd: () => {
        // The place is free once the connection is gone, so that readers who never read hold no more of them.
        if (outgoing) setTimeout(() => outgoing.destroy(), partingMs).unref()
        else giveBack()
      },
    })
    // A buffering proxy would hold events back until its buffer is full.
    const headers = { 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
    return new Response(body, { headers: { ...headers, 'content-type': 'text/event-stream' } })
  })
}

function readLastId(header: string | undefined): string | undefined {
  return header !== undefined && AN_ID.test(header) ? header : undefined
}
