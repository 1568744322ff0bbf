import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Line, openLine } from './line.ts'

/** Who hears the notifications of one channel. */
export type Ear = {
  /** One notification, with its payload. */
  heard: (payload: string) => void
  /** Listening again after the connection was lost: what was notified meanwhile is gone. */
  missed: () => void
}

const RETRY_MS = 500

/** Listens on a connection of its own to PostgreSQL at `url`, coming back whenever it is lost, until stopped. */
export async function listenPostgres(
  url: string,
  channel: string,
  ear: Ear,
): Promise<() => Promise<void>> {
  const stopping = new AbortController()
  let line = await connect(url, channel, ear)
  const stay = async (): Promise<void> => {
    for (;;) {
      await line.lost
      const next = await reconnect(() => connect(url, channel, ear), stopping.signal)
      if (!next) return
      line = next
      ear.missed()
    }
  }
  const staying = stay()
  return async () => {
    stopping.abort()
    await line.client.end()
    await staying
  }
}

async function connect(url: string, channel: string, { heard }: Ear): Promise<Line> {
  const line = await openLine(url)
  line.client.on('notification', ({ payload = '' }) => heard(payload))
  await line.client.query(`listen ${pg.escapeIdentifier(channel)}`)
  return line
}

/** Tries until a connection stands; none once stopped. */
async function reconnect(
  attempt: () => Promise<Line>,
  stopped: AbortSignal,
): Promise<Line | undefined> {
  while (!stopped.aborted) {
    const line = await attempt().catch(() => undefined)
    if (line && stopped.aborted) await line.client.end()
    else if (line) return line
    else await sleep(RETRY_MS)
  }
  return undefined
}
