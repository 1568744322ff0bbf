/**
 * The second net under the order of locks (`commit-order.ts`): what the database ended only because two got in each other's
 * way is run again, whole. A transaction's function must therefore change nothing outside it.
 */
import { type DatabaseConnection, type Driver, type Kysely, PostgresDialect } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { isConflict } from './failures.ts'
import type { Tables } from './tables.ts'

const TRIES = 5
const WAIT_MS = 20

/** Runs `work` again, after a random wait that grows, for as long as a conflict alone ended it. */
async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === TRIES || !isConflict(error)) throw error
      await sleep(Math.random() * WAIT_MS * 2 ** attempt)
    }
  }
}

/** Makes the transactions of `db` run again after a conflict. */
export function retryTransactions(db: Kysely<Tables>): Kysely<Tables> {
  const open = db.transaction.bind(db)
  db.transaction = () => {
    const builder = open()
    const execute = builder.execute.bind(builder)
    builder.execute = (work) => retryConflicts(() => execute(work))
    return builder
  }
  return db
}

/** PostgreSQL whose single statements, those outside any transaction, run again after a conflict. */
export class RetryingDialect extends PostgresDialect {
  override createDriver(): Driver {
    return retryStatements(super.createDriver())
  }
}

function retryStatements(driver: Driver): Driver {
  const known = new WeakSet<DatabaseConnection>()
  const inTransaction = new WeakSet<DatabaseConnection>()
  const { acquireConnection, beginTransaction, commitTransaction, rollbackTransaction } = driver
  driver.acquireConnection = async (options) => {
    const connection = await acquireConnection.call(driver, options)
    if (known.has(connection)) return connection
    known.add(connection)
    const run = connection.executeQuery.bind(connection)
    connection.executeQuery = (query) =>
      inTransaction.has(connection) ? run(query) : retryConflicts(() => run(query))
    return connection
  }
  driver.beginTransaction = async (connection, settings) => {
    inTransaction.add(connection)
    await beginTransaction.call(driver, connection, settings)
  }
  const end = (by: Driver['commitTransaction']) => (connection: DatabaseConnection) =>
    by.call(driver, connection).finally(() => inTransaction.delete(connection))
  driver.commitTransaction = end(commitTransaction)
  driver.rollbackTransaction = end(rollbackTransaction)
  return driver
}
