export { manualClock, systemClock, type Clock } from './clock.ts'
export type { Config } from './config.ts'
export { openPglite, openPostgres, type Database, type Db, type Tx } from './db/database.ts'
export { migrate } from './db/migrate.ts'
