import { type Driver, PGliteDialect } from 'kysely'
import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * The embedded database, whose statements run in this process and hold it: before each transaction what waits to be sent and heard
 * has its turn, so that live screens are told of an act before whoever did it reads it anew.
 */
export class EmbeddedDialect extends PGliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver()
    const { beginTransaction } = driver
    driver.beginTransaction = async (connection, settings) => {
      await nextTurn()
      await beginTransaction.call(driver, connection, settings)
    }
    return driver
  }
}
