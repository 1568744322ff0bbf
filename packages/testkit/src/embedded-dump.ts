import { migrate, openPglite } from '@tocsin/exchange'
import { sql } from 'kysely'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'

/** Databases that PostgreSQL copies new ones from, which nobody here makes. */
const NEVER_OPENED = /^base\/[14]\/(?!PG_VERSION$)/
const LOG_SEGMENT = /^pg_wal\/[\dA-F]{24}$/
/** To clear the 128 MB that a server starts with takes as long as all else of opening a database that holds next to nothing. */
const BUFFERS = '8MB'

/**
 * Writes the data folder of a migrated embedded database to `file`, as a tar archive that `openPglite` starts from. It was closed
 * in order, at the start of a segment of its log, so that whoever opens a copy has nothing to read again and nothing to make; and
 * what no copy ever reads is left out, for each file in it is unpacked at each opening.
 */
export async function writeEmbeddedDump(file: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-dump-'))
  try {
    const segment = await makeFolder(join(dir, 'data'))
    await writeFile(file, await pack(join(dir, 'data'), segment))
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** Makes and migrates it in `data`; returns the segment of its log that it was closed in. */
async function makeFolder(data: string): Promise<string> {
  const database = await openPglite(data)
  await migrate(database.db)
  await database.run(`alter system set shared_buffers = '${BUFFERS}'`)
  await database.run('select pg_switch_wal()')
  await database.run('checkpoint')
  const { rows } = await sql<{ name: string }>`
    select pg_walfile_name(pg_current_wal_insert_lsn()) as name`.execute(database.db)
  await database.close()
  return `pg_wal/${rows[0]!.name}`
}

async function pack(data: string, segment: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(data.length + 1).replaceAll(sep, '/')
    if (NEVER_OPENED.test(name) || (LOG_SEGMENT.test(name) && name !== segment)) continue
    const bytes = entry.isDirectory() ? new Uint8Array() : await readFile(path)
    parts.push(toHeader(`/${name}`, bytes.length, entry.isDirectory()), bytes)
    parts.push(new Uint8Array(-bytes.length & (BLOCK - 1)))
  }
  return Buffer.concat([...parts, new Uint8Array(2 * BLOCK)])
}

const BLOCK = 512

/** The head of an entry as POSIX.1-1988 (ustar) writes it. */
function toHeader(name: string, size: number, isFolder: boolean): Uint8Array {
  const header = Buffer.alloc(BLOCK)
  const put = (at: number, text: string) => header.write(text, at, 'latin1')
  const number = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  put(0, name)
  put(100, `${number(isFolder ? 0o700 : 0o600, 7)}\0`)
  for (const at of [108, 116]) put(at, `${number(0, 7)}\0`)
  put(124, `${number(size, 11)}\0`)
  put(136, `${number(0, 11)}\0`)
  put(148, ' '.repeat(8))
  put(156, isFolder ? '5' : '0')
  put(257, 'ustar\x0000')
  put(
    148,
    `${number(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
  )
  return header
}
