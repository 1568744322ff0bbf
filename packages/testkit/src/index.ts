export { freePort, startPostgres, type PostgresServer } from './postgres.ts'
