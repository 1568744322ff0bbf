/**
 * `npm run taxii-seed -w packages/testkit -- --seed FILE --user NAME --key SECRET [--port N] [--page-limit N] [--strict]`:
 * serves a seed file on loopback until interrupted. Prints the address once it answers.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parseSeed } from './taxii/seed.ts'
import { serveSeed } from './taxii/seed-server.ts'

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
if (seed === undefined || user === undefined || key === undefined) {
  console.error('--seed FILE, --user NAME and --key SECRET are needed')
  process.exit(2)
}
const server = await serveSeed({
  seed: parseSeed(readFileSync(seed, 'utf8')),
  port: Number(port),
  user,
  key,
  strict,
  ...(pageLimit !== undefined && { pageLimit: Number(pageLimit) }),
})
console.log(server.url)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void server.stop().then(() => process.exit(0)))
