import pg from 'pg'

/** A connection of its own to PostgreSQL; `lost` resolves when it has ended, whoever ended it. */
export type Line = { client: pg.Client; lost: Promise<void> }

/** Connects to PostgreSQL at `url` beside the pool. */
export async function openLine(url: string): Promise<Line> {
  const client = new pg.Client({ connectionString: url, keepAlive: true })
  const lost = new Promise<void>((resolve) => client.once('end', () => resolve()))
  // A lost connection ends as well; that is what is waited for.
  client.on('error', () => {})
  await client.connect()
  return { client, lost }
}
