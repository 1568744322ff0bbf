/** `npm run check`: every gate that is not a test, each run to its end so that one run shows all faults. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const GATES: [name: string, command: string, args: string[]][] = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['lint', 'oxlint', ['--deny-warnings', '--quiet']],
  ['unused', 'knip', ['--no-progress']],
  ['layers', 'node', ['scripts/check-layers.ts']],
  ['house', 'node', ['scripts/check-house.ts']],
  ['architecture', 'node', ['scripts/check-architecture.ts']],
]

const failed: string[] = []
for (const [name, command, args] of GATES) {
  console.log(`check: ${name}`)
  const run = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (run.status !== 0) failed.push(name)
}
console.log(failed.length === 0 ? 'check: all gates passed' : `check: failed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
