import { auditLog, toVerifiers } from '@tocsin/proof'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../src/db/database.ts'
import { sha256 } from '../src/log/append.ts'
import { serveLogFile } from '../src/log/files.ts'
import type { Log } from '../src/log/log.ts'

/** Audits a log as an outsider does, from the checkpoint that its server last remembered outside the database. */
export async function auditSince(database: Database, log: Log, dataDir: string) {
  const read = async (path: string) => {
    const response = await serveLogFile({ database, log }, path)
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
  }
  const since = await readFile(join(dataDir, 'log.checkpoint'))
  return auditLog(read, toVerifiers(log.verifier), { since, sha256 })
}
