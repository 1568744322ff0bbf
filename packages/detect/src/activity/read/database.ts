/** The in-process DuckDB: opening it, quoting for it, and stopping it when the caller cancels. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { availableParallelism } from 'node:os'
import { verifyGoing } from '../../progress.ts'

export interface Reader {
  readonly connection: DuckDBConnection
  close(): void
}

/** Opens an empty in-memory database that may not reach the network or load code. */
export async function openReader(signal?: AbortSignal): Promise<Reader> {
  verifyGoing(signal)
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(Math.max(1, availableParallelism())),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  await connection.run("set TimeZone = 'UTC'")
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
