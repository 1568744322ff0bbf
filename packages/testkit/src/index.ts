export { freshPglite, freshPostgres, onEachDatabase, type TestDatabase } from './databases.ts'
export { freePort, startPostgres, type PostgresServer } from './postgres.ts'
