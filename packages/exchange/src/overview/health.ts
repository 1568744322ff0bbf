import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'

/** What a watching machine is told; in words for whoever must act: faults, and doubts that stop nothing. */
export type Health = { ok: boolean; faults: string[]; doubts: string[] }

/** So long one answer is good for everyone who asks: the probes write. */
const GOOD_MS = 2000
/** A probe that takes longer has failed. */
const PATIENCE_MS = 5000

/** Asks all that the exchange cannot do without, by writing: a disk that is full can still be read. */
export function createHealth({ database, config, log }: Context): () => Promise<Health> {
  let last: { at: number; health: Promise<Health> } | undefined
  const probe = async (): Promise<Health> => {
    const file = join(config.dataDir, `.probe-${randomUUID()}`)
    const faults = await Promise.all([
      attempt('the database cannot be written to', () =>
        sql`update health set at = clock_timestamp() where one`.execute(database.db),
      ),
      attempt('the data folder cannot be written to', async () => {
        try {
          await writeFile(file, Buffer.alloc(4096), { flush: true })
        } finally {
          await rm(file, { force: true })
        }
      }),
    ])
    const found = [...faults, log.fault()].filter((fault) => fault !== undefined)
    return { ok: found.length === 0, faults: found, doubts: log.doubts() }
  }
  return () => {
    const now = performance.now()
    if (!last || now - last.at > GOOD_MS) last = { at: now, health: probe() }
    return last.health
  }
}

/** What is wrong, in words, where `work` fails or does not end; the reason stands after them. */
async function attempt(words: string, work: () => Promise<unknown>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  try {
    await Promise.race([work(), late])
    return undefined
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return `${words}: ${message || code}`
  } finally {
    clearTimeout(timer)
  }
}
