import { migrate, openPglite, openPostgres } from '@tocsin/exchange'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {} from 'vitest'
import type { TestProject } from 'vitest/node'
import { TEMPLATE } from './databases.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a real PostgreSQL server whose user may create databases. */
    postgresUrl: string
    /** File with a dumped data folder of a migrated embedded database. */
    pgliteDump: string
  }
}

/** Starts one PostgreSQL server for the run and migrates one database of each kind to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-run-'))
  const server = await startPostgres()
  await makeTemplate(server.url)
  project.provide('postgresUrl', server.url)
  project.provide('pgliteDump', await dumpPglite(join(dir, 'migrated.tar')))
  return async () => {
    await server.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

async function makeTemplate(url: string): Promise<void> {
  const admin = await openPostgres(url, { poolSize: 1 })
  await admin.run(`create database ${TEMPLATE}`)
  await admin.close()
  const template = await openPostgres(new URL(`/${TEMPLATE}`, url).href, { poolSize: 1 })
  await migrate(template.db)
  await template.close()
}

async function dumpPglite(file: string): Promise<string> {
  const database = await openPglite(undefined)
  await migrate(database.db)
  const dump = await database.dump()
  await writeFile(file, new Uint8Array(await dump.arrayBuffer()))
  await database.close()
  return file
}
