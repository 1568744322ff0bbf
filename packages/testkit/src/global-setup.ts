import { migrate, openPostgres, SCHEMA } from '@tocsin/exchange'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type {} from 'vitest'
import type { TestProject } from 'vitest/node'
import { unpackBrowser } from './browser.ts'
import { TEMPLATE } from './databases.ts'
import { writeEmbeddedDump } from './embedded-dump.ts'
import { startPostgres } from './postgres.ts'
import { bundlePrograms } from './programs/bundle.ts'

const CACHE = resolve(import.meta.dirname, '../../../.cache')

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to a declaration of vitest's own
  interface ProvidedContext {
    /** Address of a real PostgreSQL server whose user may create databases. */
    postgresUrl: string
    /** File with a dumped data folder of a migrated embedded database. */
    pgliteDump: string
    /** Folder with the programs that tests start in processes of their own. */
    programs: string
  }
}

/** Starts one PostgreSQL server for the run and migrates one database of each kind to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await unpackBrowser()
  const server = await startPostgres({ fleeting: true })
  await makeTemplate(server.url)
  project.provide('postgresUrl', server.url)
  project.provide('pgliteDump', await dumpPglite())
  const programs = await bundlePrograms()
  project.provide('programs', programs.dir)
  return async () => {
    await server.stop()
    await programs.remove()
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

/** Migrating the embedded database cold takes seconds, so its dump is kept by the hash of the schema and of what writes it. */
async function dumpPglite(): Promise<string> {
  const writer = await readFile(join(import.meta.dirname, 'embedded-dump.ts'))
  const hash = createHash('sha256').update(SCHEMA).update(writer).digest('hex').slice(0, 16)
  const file = join(CACHE, `pglite-${hash}.tar`)
  if (existsSync(file)) return file
  await mkdir(CACHE, { recursive: true })
  await writeEmbeddedDump(`${file}.${process.pid}`)
  await rename(`${file}.${process.pid}`, file)
  return file
}
