/**
 * `npm run taxii-seed -w packages/testkit -- --seed FILE --user NAME --key SECRET [--port N] [--page-limit N] [--strict]`:
 * serves a seed file on loopback until interrupted. Prints the address once it answers.
 */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseSeed } from './taxii/seed.ts'
import { serveSeed } from './taxii/seed-server.ts'

const USAGE =
  'usage: npm run taxii-seed -w packages/testkit -- --seed FILE --user NAME --key SECRET [--port N] [--page-limit N] [--strict]'

const server = await start().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  process.exit(2)
})
console.log(server.url)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void server.stop().then(() => process.exit(0)))

async function start() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      port: { type: 'string', default: '0' },
      user: { type: 'string' },
      key: { type: 'string' },
      'page-limit': { type: 'string' },
      strict: { type: 'boolean', default: false },
    },
  })
  const { seed, user, key, port, strict, 'page-limit': pageLimit } = values
  if (seed === undefined || user === undefined || key === undefined)
    throw new Error('--seed FILE, --user NAME and --key SECRET are needed')
  return serveSeed({
    seed: parseSeed(readFileSync(fromCaller(seed), 'utf8')),
    port: Number(port),
    user,
    key,
    strict,
    ...(pageLimit !== undefined && { pageLimit: Number(pageLimit) }),
  })
}

/** `npm run -w` changes into the package; a path may be meant from where it was called. */
function fromCaller(path: string): string {
  return existsSync(path) ? path : resolve(process.env['INIT_CWD'] ?? '.', path)
}
