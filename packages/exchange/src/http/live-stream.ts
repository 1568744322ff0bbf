import type { Context } from '../context.ts'
import type { Heard } from '../live/hub.ts'

/** Events that may wait for a slow reader; then it is dropped and comes back for the rest. */
const MAX_WAITING = 64

/** One open screen. */
export type Screen = {
  memberId: string
  /** The last event the screen had before it lost the connection. */
  lastId: number | undefined
  heartbeatMs: number
  isStillIn: () => Promise<boolean>
  /** Whether the rules let it be told of the event. */
  hears: (heard: Heard) => Promise<boolean>
  /** Tells when that may have changed, so that it is asked at once. */
  onChange: (listener: () => void) => () => void
  onEnd: () => void
}

/** The events of a screen as bytes; never more than `MAX_WAITING` of them wait in it. */
export function streamEvents(ctx: Context, screen: Screen): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stop = () => {}
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    let ended = false
    let sent = screen.lastId ?? 0
    // While the past is read, what happens meanwhile waits here, so that none is lost or told twice.
    let meanwhile: Heard[] | undefined = []
    const end = () => {
      if (ended) return
      ended = true
      clearInterval(beat)
      unsubscribe()
      stopDoubting()
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
    const tell = async (heard: Heard) => {
      const { event } = heard
      if (ended || Number(event.id) <= sent) return
      sent = Number(event.id)
      if (await screen.hears(heard))
        write(`id: ${event.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`)
    }
    let untold = 0
    let telling = Promise.resolve()
    // One after the other, so that they go out in their order, however long the rules take.
    const tellInTurn = (heard: Heard) => {
      if (++untold > MAX_WAITING) return close()
      telling = telling
        .then(() => tell(heard))
        .catch(fail)
        .finally(() => untold--)
    }
    const fail = (err: unknown) => {
      ctx.logger.error({ err }, 'live events could not be read')
      close()
    }
    const unsubscribe = ctx.live.subscribe(screen.memberId, (heard) => {
      if (!heard || (meanwhile && meanwhile.length >= MAX_WAITING)) close()
      else if (meanwhile) meanwhile.push(heard)
      else tellInTurn(heard)
    })
    let asking = false
    const verify = () => {
      if (asking) return
      asking = true
      void screen.isStillIn().then((isIn) => {
        asking = false
        if (isIn) write(': still here\n\n')
        else close()
      })
    }
    const beat = setInterval(verify, screen.heartbeatMs)
    const stopDoubting = screen.onChange(verify)
    stop = end
    write('retry: 1000\n\n')
    const catchUp = async () => {
      const past = await readPast(ctx, screen)
      for (const heard of past) await tell(heard)
      // A full page may not be all: the screen comes back for the rest, by the last event of this page.
      if (past.length === MAX_WAITING) {
        write(`id: ${past.at(-1)!.event.id}\n\n`)
        return close()
      }
      for (const heard of meanwhile ?? []) tellInTurn(heard)
      meanwhile = undefined
    }
    void catchUp().catch(fail)
  }
  // One place more than a full page of the past, for the first line.
  return new ReadableStream({ start, cancel: () => stop() }, { highWaterMark: MAX_WAITING + 1 })
}

async function readPast(ctx: Context, { memberId, lastId }: Screen): Promise<Heard[]> {
  return lastId === undefined ? [] : ctx.live.since(memberId, lastId, MAX_WAITING)
}
