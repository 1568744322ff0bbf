/**
 * `npm run properties -- [--seeds N] [--first=SEED] [FILES]`: every property of the tree, or of the files whose path holds one
 * of the words, on N seeds in a row (100). A failure names its seed; `--seeds 1 --first=SEED` plays it again.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sourceFiles } from './source-files.ts'

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '100' },
    first: { type: 'string', default: '1' },
  },
})
const [seeds, first] = [Number(values.seeds), Number(values.first)]
if (!(Number.isSafeInteger(seeds) && seeds >= 1 && Number.isSafeInteger(first))) {
  console.error('--seeds takes a whole number from 1, --first a whole number')
  process.exit(2)
}
const files = sourceFiles(root).filter(
  (file) =>
    /\.test\.tsx?$/.test(file) &&
    (positionals.length === 0 || positionals.some((word) => file.includes(word))) &&
    readFileSync(join(root, file), 'utf8').includes("'fast-check'"),
)
if (files.length === 0) {
  console.error('no file with a property')
  process.exit(2)
}
console.log(`${files.length} files with properties, seeds ${first} to ${first + seeds - 1}`)
const run = spawnSync('vitest', ['run', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PROPERTY_SEEDS: `${seeds}`, PROPERTY_FIRST: `${first}` },
})
process.exit(run.status ?? 1)
