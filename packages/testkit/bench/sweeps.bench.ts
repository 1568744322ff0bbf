/**
 * The tests that try a sample of their cases in `npm test`, here with every case: each wrong value in each place of each
 * route, each order of what three members do, more rounds of acts at once, and all six months of the real posts (which need
 * TOCSIN_SHARED, as in `npm test`). Prints what vitest does, then the time; ends with 1 where one fails. Arguments: words that
 * the paths of the tests hold (all of them).
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const SWEEPS = [
  'packages/exchange/tests/wrong-input.test.ts',
  'packages/detect/tests/real-posts.test.ts',
  'packages/exchange/tests/responding-model.test.ts',
  'packages/exchange/tests/at-once.test.ts',
]
const words = process.argv.slice(2)
const files = SWEEPS.filter(
  (file) => words.length === 0 || words.some((word) => file.includes(word)),
)
if (files.length === 0) {
  console.error(`no sweep holds ${words.join(' or ')}; there are: ${SWEEPS.join(', ')}`)
  process.exit(2)
}
const start = performance.now()
const run = spawnSync('vitest', ['run', '--testTimeout=1800000', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TOCSIN_SWEEP: 'whole' },
})
console.log(`sweeps: ${files.length} files in ${Math.round((performance.now() - start) / 1000)} s`)
process.exit(run.status ?? 1)
