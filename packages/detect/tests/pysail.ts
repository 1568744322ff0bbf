/** A small engine that speaks Spark Connect (PyPI `pysail`), installed once into a folder of its own and run on loopback. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const VERSION = '0.7.2'
const CACHE = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
const VENV = join(CACHE, 'tocsin', `pysail-${VERSION}`)

/** Says that the installation is whole. */
const MARK = join(VENV, 'installed')
const LOCK = `${VENV}.lock`
/** Milliseconds after which who held the lock is taken for gone. */
const STALE = 600_000

/** Why it cannot be run here, or nothing. Installs it where it is not, one process for all that ask at once. */
export function whyNoSail(): string | undefined {
  if (existsSync(MARK)) return undefined
  if (process.env['CI'] === 'true' && process.env['TOCSIN_PYPI'] === undefined)
    return 'CI has no Python registry unless TOCSIN_PYPI is set'
  mkdirSync(dirname(VENV), { recursive: true })
  while (!holdsLock()) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
    if (existsSync(MARK)) return undefined
  }
  try {
    return install()
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

function holdsLock(): boolean {
  try {
    mkdirSync(LOCK)
    return true
  } catch {
    const made = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs
    if (made !== undefined && Date.now() - made > STALE)
      rmSync(LOCK, { recursive: true, force: true })
    return false
  }
}

function install(): string | undefined {
  if (existsSync(MARK)) return undefined
  if (spawnSync('python3', ['-m', 'venv', VENV]).status !== 0) return 'no python3 with venv'
  const packages = ['-m', 'pip', 'install', '-q', `pysail==${VERSION}`]
  const installed = spawnSync(join(VENV, 'bin/python'), packages, { encoding: 'utf8' })
  if (installed.status !== 0) return installed.stderr.trim().split('\n').at(-1)
  writeFileSync(MARK, VERSION)
  return undefined
}

export type Sail = {
  readonly port: number
  /** Ends it as a machine that fails does. */
  kill(): Promise<void>
}

/** Starts one and waits until it listens. */
export async function startSail(port?: number): Promise<Sail> {
  const at = port ?? (await freePort())
  const child = spawn(
    join(VENV, 'bin/sail'),
    ['spark', 'server', '--ip', '127.0.0.1', '--port', String(at)],
    { stdio: 'ignore' },
  )
  while (!(await listens(at))) {
    if (child.exitCode !== null) throw new Error(`sail ended with ${child.exitCode}`)
    await wait(100)
  }
  return { port: at, kill: () => end(child) }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.end())
  })
}

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
