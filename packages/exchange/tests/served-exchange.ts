/** An exchange in a process of its own; it prints its port and serves until it is killed. */
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { pino } from 'pino'
import { createExchange } from '../src/app.ts'
import type { Config } from '../src/config.ts'

const config = JSON.parse(process.argv[2]!) as Config
const exchange = await createExchange(config, { logger: pino({ level: 'fatal' }) })
const { port } = await exchange.listen()
writeSync(1, `${port}\n`)
// It never ends by itself, when this would be done for the next one.
flushCompileCache()
