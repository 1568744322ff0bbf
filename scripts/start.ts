/**
 * `npm start`: builds the screens when their sources changed, then plays the drill on an embedded database
 * under `./data` and stays up. Arguments go to `tocsin drill`.
 */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { buildWeb, isWebStale } from './build-web.ts'

const root = resolve(import.meta.dirname, '..')
if (isWebStale(root)) {
  console.log('Building the screens; this happens once and after changes.')
  buildWeb(root)
}
const main = resolve(root, 'packages/cli/src/main.ts')
const args = ['--conditions=@tocsin/source', main, 'drill', ...process.argv.slice(2)]
const child = spawn('node', args, { cwd: root, stdio: 'inherit' })
// The terminal sends Ctrl-C to both; this one waits until the exchange has ended cleanly.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code) => process.exit(code ?? 1))
