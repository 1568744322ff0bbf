/** A process that acts and records without pause, until it is killed: see `log-crash.test.ts`. */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openPglite, openPostgres } from '../src/db/database.ts'
import { appendLog } from '../src/log/append.ts'
import { openLog } from '../src/log/log.ts'

const [place, dataDir] = process.argv.slice(2) as [string, string]
const database = await (place.startsWith('postgres:') ? openPostgres(place) : openPglite(place))
const log = await openLog(database, { dataDir, origin: 'https://exchange.example' })

async function act(): Promise<void> {
  const name = `act ${randomUUID()}`
  const index = await database.db.transaction().execute(async (tx) => {
    await tx.insertInto('settings').values({ name, value: 'done' }).execute()
    const entry = {
      kind: 'notice.told' as const,
      at: new Date(),
      subject: name,
      payload: { name },
      by: 'exchange' as const,
      members: [],
    }
    const [place] = await appendLog(tx, [entry])
    await tx
      .updateTable('settings')
      .set({ value: String(place) })
      .where('name', '=', name)
      .execute()
    return place
  })
  writeSync(1, `${index} ${name}\n`)
}

async function forever(work: () => Promise<unknown>): Promise<never> {
  for (;;) await work()
}

await Promise.all([forever(act), forever(act), forever(act), forever(log.integrate)])
