import type { Config } from '../config.ts'
import { ExchangeError } from '../errors.ts'
import type { Database } from './database.ts'
import { writeSettingOnce } from './settings.ts'

/** A drill and a real exchange never share a database: whichever came first has it for good. */
export async function refuseMixing(config: Config, database: Database): Promise<void> {
  const mine = config.exercise ? 'yes' : 'no'
  const stands = await writeSettingOnce(database.db, 'exercise', mine)
  if (stands === mine) return
  throw new ExchangeError(
    'conflict',
    stands === 'yes'
      ? 'this database holds a drill; a real exchange needs one of its own'
      : 'this database holds a real exchange; a drill needs one of its own',
  )
}
