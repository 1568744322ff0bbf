#!/usr/bin/env node
// Starts the `tocsin` command. A checkout runs from source on the Node that the project brings;
// an installed package runs its build on the Node that called it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const source = join(here, '../src/main.ts')

if (existsSync(source)) {
  const node = ownNode()
  const args = ['--conditions=@tocsin/source', '--disable-warning=ExperimentalWarning', source]
  const rest = process.argv.slice(2)
  if (typeof process.execve === 'function')
    process.execve(node, [node, ...args, ...rest], process.env)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})
  const run = spawnSync(node, [...args, ...rest], { stdio: 'inherit' })
  if (run.error) throw run.error
  process.exitCode = run.status ?? 1
} else {
  await import(new URL('../dist/main.js', import.meta.url).href)
}

function ownNode() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node')
  } catch {
    return process.execPath
  }
}
