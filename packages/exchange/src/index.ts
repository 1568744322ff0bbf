export { createExchange, type Exchange, type Parts } from './app.ts'
export { manualClock, systemClock, type Clock } from './clock.ts'
export { readConfig, type Config, type Environment } from './config.ts'
export { openPglite, openPostgres, type Database, type Db, type Tx } from './db/database.ts'
export { migrate, SCHEMA } from './db/migrate.ts'
export { letHeapGrow } from './heap.ts'
export { findWebApp } from './http/static.ts'
export { initExchange, type InitOptions } from './init.ts'
export { firstLink, linkFor, runExchange } from './main.ts'
export { openDatabase } from './db/open.ts'
export { importFrameworkInto } from './knowledge/load-framework.ts'
export { importPlacesInto } from './offices/import-places.ts'
export { loadPack, PACK_NAMES } from './offices/load-pack.ts'
export { makeSignInLink } from './auth/links.ts'
export type { Mail, Mailer } from './mail/outgoing.ts'
export {
  DRILL_PACKS,
  DRILL_SCRIPTS,
  openDrill,
  type DrillOptions,
  type OpenDrill,
} from './open-drill.ts'
export { openStage, type Stage } from './drill/stage.ts'
