import type { Db } from '../db/database.ts'
import { readSetting, writeSetting } from '../db/settings.ts'

/**
 * What the drill itself has made, by who made it. A person plays beside it with data of their own, which the
 * drill never releases, reads, recalls, answers for or closes.
 */
export type Own = { runs: string[]; releases: string[]; notices: string[] }

const NAME = 'drill.own'

/** The ids of one actor; kept in the database, so that a restart knows them. */
export async function readOwn(db: Db, actor: string): Promise<Own> {
  const all = await readAll(db)
  return { runs: [], releases: [], notices: [], ...all[actor] }
}

export async function addOwn(db: Db, actor: string, kind: keyof Own, id: string): Promise<void> {
  const all = await readAll(db)
  const own = await readOwn(db, actor)
  all[actor] = { ...own, [kind]: [...own[kind], id] }
  await writeSetting(db, NAME, JSON.stringify(all))
}

async function readAll(db: Db): Promise<Record<string, Partial<Own>>> {
  return JSON.parse((await readSetting(db, NAME)) ?? '{}') as Record<string, Partial<Own>>
}
