import type { Matching } from '@tocsin/api'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const DAY_MS = 86_400_000

type Agreed = Pick<Matching, 'id' | 'terms' | 'askerKey' | 'holderKey'> & { epoch: number }
type Kept = { terms: string; keys: string; epoch: number; at: string }

/**
 * Keeps in the folder what the exchange first said was agreed, and holds it to that: an exchange that later says other terms or keys, or
 * runs through epochs faster than days pass on this machine, would open a budget anew. Throws where it does.
 */
export function holdToAgreed(
  folder: string,
  { id, terms, askerKey, holderKey, epoch }: Agreed,
  now: Date,
): void {
  const file = join(folder, `${id}.agreed`)
  const said = {
    terms: JSON.stringify(Object.entries(terms).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    keys: `${askerKey} ${holderKey}`,
  }
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const kept: Kept = { ...said, epoch, at: now.toISOString() }
    writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 })
    renameSync(`${file}.new`, file)
    return
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept
  if (kept.terms !== said.terms || kept.keys !== said.keys)
    throw new Error(
      `the exchange now says other ${kept.terms === said.terms ? 'keys' : 'terms'} than when ${folder} was first used for this matching: ask the other side what was agreed`,
    )
  const days = (now.getTime() - Date.parse(kept.at)) / DAY_MS
  // Of the epoch that ran at first not all may have been left.
  const latest = kept.epoch + 1 + Math.floor(Math.max(0, days) / terms.epochDays)
  if (epoch > latest || epoch < kept.epoch)
    throw new Error(
      `the exchange says that epoch ${epoch} runs: by the clock of this machine it is one from ${kept.epoch} to ${latest}`,
    )
}
