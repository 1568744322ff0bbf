/** The seal of cursors, one for all processes on one database, so that each opens what another gave. */
import { createCursorSeal, type CursorSeal } from '@tocsin/taxii'
import { randomBytes } from 'node:crypto'
import type { Db } from './database.ts'
import { writeSettingOnce } from './settings.ts'

/** Reads the secret of this database, or draws it where there is none yet. */
export async function readCursorSecret(db: Db): Promise<Uint8Array> {
  const fresh = randomBytes(32).toString('base64')
  return new Uint8Array(
    Buffer.from(await writeSettingOnce(db, 'taxii-cursor-secret', fresh), 'base64'),
  )
}

export async function openCursors(db: Db): Promise<CursorSeal> {
  return createCursorSeal(await readCursorSecret(db))
}
