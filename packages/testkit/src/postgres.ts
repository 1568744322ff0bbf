import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findPrograms, openFolder, type PostgresPrograms } from './postgres-programs.ts'

/** A running PostgreSQL server on loopback, in a folder of its own. */
export type PostgresServer = { url: string; stop: () => Promise<void> }

const FLAGS = ['listen_addresses=127.0.0.1', 'max_connections=500', 'unix_socket_directories=']
/** For a server that dies with its tests: nothing is kept through a loss of power, and all else is as ever. */
const FLEETING = ['fsync=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0']
const READY = 'database system is ready to accept connections'

/**
 * Starts a real PostgreSQL server with a random password and the settings it comes with; `stop` removes its folder. `bin`
 * are programs of another installation than that of the test dependencies; a `fleeting` server writes without waiting for the
 * disk, which no test sees.
 */
export async function startPostgres(
  options: { bin?: string; fleeting?: boolean } = {},
): Promise<PostgresServer> {
  const programs = await findPrograms(options.bin)
  const dir = await openFolder('tocsin-pg-')
  const password = randomBytes(16).toString('hex')
  await initialise(programs, dir, password)
  const port = await freePort()
  const flags = [...FLAGS, ...(options.fleeting ? FLEETING : [])].flatMap((flag) => ['-c', flag])
  const server = spawn(
    join(programs.bin, 'postgres'),
    ['-D', join(dir, 'data'), '-p', String(port), ...flags],
    { ...programs.user, cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const kill = () => server.kill('SIGQUIT')
  process.once('exit', kill)
  await isReady(server)
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      process.off('exit', kill)
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, 'exit')
        server.kill('SIGINT')
        await ended
      }
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function initialise(
  { bin, user }: PostgresPrograms,
  dir: string,
  password: string,
): Promise<void> {
  const data = join(dir, 'data')
  const passwordFile = join(dir, 'password')
  await mkdir(data)
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  for (const path of user ? [data, passwordFile] : []) await chown(path, user!.uid, user!.gid)
  const flags = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C']
  try {
    await promisify(execFile)(
      join(bin, 'initdb'),
      [`--pgdata=${data}`, `--pwfile=${passwordFile}`, '--no-sync', ...flags],
      { ...user, cwd: dir },
    )
  } catch (cause) {
    throw new Error('PostgreSQL could not be initialised', { cause })
  } finally {
    await rm(passwordFile)
  }
}

/** Waits until the server answers; throws with all that it said where it ends instead. */
async function isReady(server: ChildProcess): Promise<void> {
  let log = ''
  const ready = new Promise<void>((resolve, reject) => {
    server.stderr!.on('data', (chunk: Buffer) => {
      if (log.includes(READY)) return
      log += String(chunk)
      if (log.includes(READY)) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log}`)))
  })
  await ready
}

/** A TCP port that was free on loopback a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
