/** Other versions of Node, fetched once from the package registry into the cache of this checkout. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The program of that version (`22.23.5`); undefined where it cannot be had, offline or for this kind of machine. */
export function findNode(root: string, version: string): string | undefined {
  const name = `node-${process.platform}-${process.arch}`
  const folder = join(root, 'node_modules/.cache/tocsin-nodes', version)
  const program = join(folder, 'node_modules', name, 'bin/node')
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true })
    const flags = ['--no-save', '--no-audit', '--no-fund', '--no-package-lock', '--silent']
    spawnSync('npm', ['install', ...flags, '--prefix', folder, `${name}@${version}`])
  }
  const run = spawnSync(program, ['--version'], { encoding: 'utf8' })
  return run.stdout?.trim() === `v${version}` ? program : undefined
}
