/** `npm run bench -- NAME`: runs `packages/*\/bench/NAME.bench.ts`; without a name, lists them. */
import { spawnSync } from 'node:child_process'
import { basename, join, resolve } from 'node:path'
import { buildWeb, isWebStale } from './build-web.ts'
import { sourceFiles } from './source-files.ts'

/** Those that open the built screens in a browser. */
const OPEN_SCREENS = new Set(['screens', 'cases'])

const root = resolve(import.meta.dirname, '..')
const [name, ...rest] = process.argv.slice(2)
const benches = sourceFiles(root).filter((file) => file.endsWith('.bench.ts'))
const chosen = benches.filter((file) => basename(file, '.bench.ts') === name)
if (chosen.length === 0) {
  if (name) console.error(`no benchmark named ${name}; there are:`)
  for (const file of benches) console.log(`  ${basename(file, '.bench.ts').padEnd(16)} ${file}`)
  process.exit(name ? 2 : 0)
}
if (OPEN_SCREENS.has(name!) && isWebStale(root)) buildWeb(root)
for (const file of chosen) {
  const args = ['--conditions=@tocsin/source', '--expose-gc', join(root, file), ...rest]
  const run = spawnSync('node', args, { cwd: root, stdio: 'inherit' })
  if (run.status !== 0) process.exit(run.status ?? 1)
}
