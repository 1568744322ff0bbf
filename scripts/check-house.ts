/** House rules no other tool checks: file length, where SQL may stand, words that must never stand in the tree, and where time comes from. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sourceFiles } from './source-files.ts'

const MAX_LINES = 300
const root = resolve(import.meta.dirname, '..')
const exceptions: Record<string, string> = JSON.parse(
  readFileSync(join(root, 'scripts/long-files.json'), 'utf8'),
)
const BANNED: [RegExp, string][] = [
  [/\/work\/(main|shared)/, 'a path of one machine'],
  [/registry\.npmjs|pypi\.org\/simple/, 'a registry host'],
  [/\bTODO\b(?!\])/, 'an unfinished part: finish it or leave it out'],
]
/** Files of the exchange that may ask the machine for the time; the others take it from `ctx.clock` or `ctx.wall`. */
const CLOCKS: Record<string, string> = {
  'packages/exchange/src/clock.ts': 'the clocks themselves',
  'packages/exchange/src/log/clock-watch.ts': 'watches the clock of the machine itself',
  'packages/exchange/src/drill/clock.ts': 'a clock that runs by the wall',
}
const ASKS_TIME = /\bnew Date\(\)|\bDate\.now\b/
/** Roles of a room that decide, shape or route over plain values; statements stand in the file of their act, or in `store.ts`. */
const NO_SQL = /^packages\/exchange\/src\/[a-z]+\/(routes|rules|shape|verdict)\.ts$/
const SQL = /\bsql`|\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(/
const faults: string[] = []

for (const file of sourceFiles(root)) {
  if (!/\.(ts|tsx|md|json|cedar|css|html|yml|sh)$/.test(file) || file === 'package-lock.json')
    continue
  if (file === 'scripts/check-house.ts') continue
  const text = readFileSync(join(root, file), 'utf8')
  for (const [pattern, why] of BANNED) {
    const at = text.search(pattern)
    if (at >= 0) faults.push(`${file}:${text.slice(0, at).split('\n').length}: ${why}`)
  }
  const isFeature = /^packages\/exchange\/src\/.*(?<!\.test)\.ts$/.test(file) && !(file in CLOCKS)
  const asked = isFeature ? text.search(ASKS_TIME) : -1
  if (asked >= 0)
    faults.push(
      `${file}:${text.slice(0, asked).split('\n').length}: time comes from ctx.clock or ctx.wall`,
    )
  if (NO_SQL.test(file) && SQL.test(text)) faults.push(`${file}: SQL belongs in the file of an act`)
  const lines = text.split('\n').length
  const exempt = /\.(test|bench)\.tsx?$|\.(json|md|css)$/.test(file) || file in exceptions
  if (lines > MAX_LINES && !exempt) faults.push(`${file}: ${lines} lines, the cap is ${MAX_LINES}`)
}
if (faults.length > 0) {
  for (const fault of faults) console.error(fault)
  console.error(`house: ${faults.length} faults`)
  process.exit(1)
}
console.log('house: no fault')
