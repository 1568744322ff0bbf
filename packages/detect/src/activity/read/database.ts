/** The in-process DuckDB: opening it, quoting for it, and stopping it when the caller cancels. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { availableParallelism } from 'node:os'
import { verifyGoing } from '../../progress.ts'
import type { ReadLimits } from '../reading-options.ts'
import { duckDb } from './duckdb.ts'

export type Reader = {
  readonly connection: DuckDBConnection
  close(): void
}

/**
 * Opens an empty in-memory database that may not reach the network or load code. `limits` bound what it holds,
 * and then it may read `files` and nothing else.
 */
export async function openReader(
  files: readonly string[],
  signal?: AbortSignal,
  limits?: ReadLimits,
): Promise<Reader> {
  verifyGoing(signal)
  const instance = await duckDb().DuckDBInstance.create(':memory:', {
    threads: String(Math.max(1, availableParallelism())),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(limits && { memory_limit: `${limits.memory}MiB`, temp_directory: limits.folder }),
  })
  const connection = await instance.connect()
  await connection.run("set TimeZone = 'UTC'")
  if (limits) {
    const readable = files.flatMap((file) => [file, literalPath(file)]).map(quoteText)
    await connection.run(`set allowed_paths = [${readable.join(', ')}]`)
    await connection.run('set enable_external_access = false')
    await connection.run('set lock_configuration = true')
  }
  const interrupt = () => connection.interrupt()
  signal?.addEventListener('abort', interrupt)
  return {
    connection,
    close() {
      signal?.removeEventListener('abort', interrupt)
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** An SQL identifier, whatever characters a header holds. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** An SQL string, whatever characters a path holds. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** DuckDB reads `*`, `?` and `[` in a path as a pattern; in brackets they stand for themselves. */
export function literalPath(file: string): string {
  return file.replaceAll(/[*?[]/g, '[$&]')
}
