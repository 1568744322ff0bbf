import type { QueryResultRow } from 'pg'
import { type Line, openLine } from './line.ts'

/** A statement that is asked all the time. */
export type Standing<Row> = {
  /** The one row it gives now. */
  ask: () => Promise<Row>
  close: () => Promise<void>
}

/**
 * Keeps `statement` prepared on a connection of its own to PostgreSQL at `url`, made when it is first asked and again
 * after it was lost: asking waits for no other work and plans nothing. Who is waiting when the connection goes is refused.
 */
export function openStanding<Row extends QueryResultRow>(
  url: string,
  statement: string,
): Standing<Row> {
  let line: Promise<Line> | undefined
  let closed = false
  const open = (): Promise<Line> => {
    const opening = closed ? Promise.reject(new Error('the database is closed')) : openLine(url)
    const forget = (): void => {
      if (line === opening) line = undefined
    }
    opening.then(({ lost }) => lost).then(forget, forget)
    return opening
  }
  return {
    ask: async () => {
      const { client } = await (line ??= open())
      const { rows } = await client.query<Row>({ name: 'standing', text: statement })
      return rows[0]!
    },
    close: async () => {
      closed = true
      const last = await line?.catch(() => undefined)
      await last?.client.end()
    },
  }
}
