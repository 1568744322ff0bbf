/**
 * A server killed (`kill -9`) amid what leaves at its instant, so many times (20, or as said: `npm run bench -- kills 1000`), on
 * PostgreSQL: at the start, amid the sending, and after the first mails of a run. Then one server sends what is left. Nobody may be
 * left out, and a mail that went out twice must stand on record as one of which nobody knew. Exits with 1 where one does not.
 */
import { createExchange } from '@tocsin/exchange'
import { startPostgres } from '@tocsin/testkit'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { openPostgres } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { openStage } from '../tests/members-at-work.ts'
import {
  countOutcome,
  expireLeases,
  killAmid,
  scheduleTwo,
  type Served,
} from '../tests/killed-sending.ts'
import { startGateway } from './mail-gateway.ts'
import { addManyOffices } from './many-offices.ts'

const KILLS = Number(process.argv[2] ?? 20)
/** More than one batch of mails, so that a kill falls between batches as well. */
const OFFICES = 60
/** Milliseconds from the first mail of a run to its kill, at most. */
const LATEST = 120

const SERVED: Served = {
  args: [
    '--conditions=@tocsin/source',
    '--no-warnings',
    fileURLToPath(new URL('../tests/served-exchange.ts', import.meta.url)),
  ],
  env: process.env,
}

const gateway = await startGateway()
const server = await startPostgres()
const database = await openPostgres(server.url)
await migrate(database.db)
const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-kills-'))
const stage = await openStage(database, {
  dataDir,
  logins: { smtpUrl: gateway.url, databaseUrl: server.url },
})
const { config } = stage.exchange.context
const sender = await stage.admit('Agency', 'agency')
const targets = await addManyOffices(database, OFFICES)
const start = performance.now()
let amid = 0
for (let kill = 0; kill < KILLS; kill += 1) {
  await scheduleTwo(stage, sender, targets)
  const before = await gateway.count()
  const sent = async () => (await gateway.count()) > before
  // Every fourth in the time in which the notice itself is written.
  const after = kill % 4 === 0 ? (kill * 7) % 200 : (kill * 13) % LATEST
  await killAmid(config, SERVED, { after, sent: kill % 4 === 0 ? undefined : sent })
  if ((await expireLeases(database)) > 0) amid += 1
  if ((kill + 1) % 50 === 0) console.log(`  ${kill + 1} kills, ${seconds()}`)
}
const last = await createExchange(config, { database, logger: pino({ level: 'silent' }) })
await last.drain()
const outcome = await countOutcome(database, await gateway.report(), '127.0.0.1')
console.log(`${KILLS} kills in ${seconds()}, ${amid} of them with mails under way:`)
for (const [what, count] of Object.entries(outcome)) console.log(`  ${what.padEnd(12)} ${count}`)
const { notOnce, wronglySent, never, unsaid, unsent, toldUnsent } = outcome
const isKept = notOnce + wronglySent + never + unsaid === 0 && unsent === toldUnsent
console.log(`  nobody never, nobody twice unless it is said: ${isKept ? 'kept' : 'NOT KEPT'}`)
await last.close()
await stage.close()
await database.close()
await server.stop()
await gateway.stop()
await rm(dataDir, { recursive: true, force: true })
process.exitCode = isKept ? 0 : 1

function seconds(): string {
  return `${((performance.now() - start) / 1000).toFixed(0)} s`
}
