/**
 * `npm run dev`: the exchange, restarted when its sources change, and the screens with hot reload in front of it.
 * Arguments go to `tocsin`, by default `drill`.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const command = process.argv.length > 2 ? process.argv.slice(2) : ['drill']
const children: ChildProcess[] = [
  spawn(
    'node',
    [
      '--watch',
      '--watch-preserve-output',
      '--conditions=@tocsin/source',
      resolve(root, 'packages/cli/src/main.ts'),
      ...command,
    ],
    { cwd: root, stdio: 'inherit' },
  ),
  spawn('vite', [], { cwd: resolve(root, 'packages/web'), stdio: 'inherit' }),
]

// One that ends takes the other with it; Ctrl-C reaches both by itself.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => endAll())
for (const child of children) child.on('exit', () => endAll())

function endAll(): void {
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM')
}
