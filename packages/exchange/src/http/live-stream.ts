import type { Context } from '../context.ts'
import type { Heard } from '../live/hub.ts'

/** Events that may wait for a slow reader; then it is dropped and comes back for the rest. */
const MAX_WAITING = 64

/** One open screen. */
export type Screen = {
  memberId: string
  /** The last event the screen had before it lost the connection; `0` for all that is kept. */
  lastId: string | undefined
  heartbeatMs: number
  isStillIn: () => Promise<boolean>
  /** Whether the rules let it be told of the event. */
  hears: (heard: Heard) => Promise<boolean>
  /** Tells when that may have changed, so that it is asked at once. */
  onChange: (listener: () => void) => () => void
  onEnd: () => void
}

/** What goes out to one screen as bytes. It ends once: closed here, or by the reader who goes. */
type Line = {
  isEnded: () => boolean
  /** Closes the line where its reader has not kept up. */
  write: (text: string) => void
  close: () => void
  /** Ends it without a word, since nobody reads any more. */
  end: () => void
}

/** The events of a screen as bytes; never more than `MAX_WAITING` of them wait in it. */
export function streamEvents(ctx: Context, screen: Screen): ReadableStream<Uint8Array> {
  let stop = () => {}
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const line = openLine(controller, () => {
      stopWatching()
      unsubscribe()
      screen.onEnd()
    })
    const teller = createTeller(ctx, screen, line)
    const unsubscribe = ctx.live.subscribe(screen.memberId, teller.hear)
    const stopWatching = watchReader(screen, line)
    stop = line.end
    line.write('retry: 1000\n\n')
    teller.catchUp()
  }
  // One place more than a full page of the past, for the first line.
  return new ReadableStream({ start, cancel: () => stop() }, { highWaterMark: MAX_WAITING + 1 })
}

function openLine(
  controller: ReadableStreamDefaultController<Uint8Array>,
  onEnd: () => void,
): Line {
  const encoder = new TextEncoder()
  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    onEnd()
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
  return { isEnded: () => ended, write, close, end }
}

/** Tells of the past, then of what happens, each event once and in its order. */
function createTeller(ctx: Context, screen: Screen, line: Line) {
  let sent = 0
  // While the past is read, what happens meanwhile waits here, so that none is lost or told twice.
  let meanwhile: Heard[] | undefined = []
  let untold = 0
  let telling = Promise.resolve()
  const fail = (err: unknown) => {
    ctx.logger.error({ err }, 'live events could not be read')
    line.close()
  }
  const tell = async (heard: Heard) => {
    const { event, place } = heard
    if (line.isEnded() || place <= sent) return
    sent = place
    if (await screen.hears(heard))
      line.write(`id: ${event.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`)
  }
  // One after the other, so that they go out in their order, however long the rules take.
  const tellInTurn = (heard: Heard) => {
    if (++untold > MAX_WAITING) return line.close()
    telling = telling
      .then(() => tell(heard))
      .catch(fail)
      .finally(() => untold--)
  }
  const hear = (heard: Heard | undefined) => {
    if (!heard || (meanwhile && meanwhile.length >= MAX_WAITING)) line.close()
    else if (meanwhile) meanwhile.push(heard)
    else tellInTurn(heard)
  }
  const tellPast = async () => {
    const from = await placeOf(ctx, screen)
    sent = from ?? 0
    const past = from === undefined ? [] : await ctx.live.since(screen.memberId, from, MAX_WAITING)
    for (const heard of past) await tell(heard)
    // A full page may not be all: the screen comes back for the rest, by the last event of this page.
    if (past.length === MAX_WAITING) {
      line.write(`id: ${past.at(-1)!.event.id}\n\n`)
      return line.close()
    }
    for (const heard of meanwhile ?? []) tellInTurn(heard)
    meanwhile = undefined
  }
  return { hear, catchUp: () => void tellPast().catch(fail) }
}

/** Asks with every heartbeat, and at each change, whether the reader is still who they were; returns how to stop. */
function watchReader(screen: Screen, line: Line): () => void {
  let asking = false
  const verify = () => {
    if (asking) return
    asking = true
    void screen.isStillIn().then((isIn) => {
      asking = false
      if (isIn) line.write(': still here\n\n')
      else line.close()
    })
  }
  const beat = setInterval(verify, screen.heartbeatMs)
  const stopDoubting = screen.onChange(verify)
  return () => {
    clearInterval(beat)
    stopDoubting()
  }
}

/** Where the screen was; nothing where it had none, or an event that is not kept any more. */
async function placeOf(ctx: Context, { memberId, lastId }: Screen): Promise<number | undefined> {
  if (lastId === undefined) return undefined
  if (lastId === '0') return 0
  return ctx.live.placeOf(memberId, lastId)
}
