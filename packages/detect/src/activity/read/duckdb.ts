/** DuckDB, loaded once the first file is read: it takes longer to load than all else that an exchange is made of. */
import type * as DuckDb from '@duckdb/node-api'
import { createRequire } from 'node:module'

let loaded: typeof DuckDb | undefined

/** The module; throws what Node throws where its library for this machine is not installed. */
export function duckDb(): typeof DuckDb {
  return (loaded ??= createRequire(import.meta.url)('@duckdb/node-api') as typeof DuckDb)
}
