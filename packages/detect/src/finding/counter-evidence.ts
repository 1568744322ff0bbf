/**
 * Counter-evidence: innocent explanations tried on a network's acts in step, each with what was
 * measured and whether it holds. One that holds lowers the confidence; none of them acquits alone.
 */
import { toSeconds, type Acts } from '../coaction/acts.ts'
import type { SteppedRows } from './evidence.ts'
import type { CounterEvidence } from './finding.ts'

/** Part of the acts at the full or half hour above which a scheduler explains them. */
const ON_THE_CLOCK = 0.5
/** Part of the objects that outsiders use as well above which a crowd explains them. */
const COMMON = 0.5
const ONE_SOURCE = 0.9

/** Tries every explanation on the rows in step of one network. */
export function tryExplanations(
  acts: Acts,
  { rows, objects }: SteppedRows,
  members: readonly number[],
  objectName: (object: number) => string,
): CounterEvidence[] {
  return [
    tryScheduler(acts, rows),
    tryCommonObjects(acts, objects, new Set(members)),
    ...trySource([...new Set(objects)].map(objectName)),
    {
      explanation: 'few accounts',
      holds: members.length < 4,
      detail: `${members.length} accounts: fewer than four can be one owner or one office.`,
    },
  ]
}

/** How sure we are that the network acts as one, 0 to 1: 1 - q, a third less for each that holds. */
export function toConfidence(q: number | null, tried: readonly CounterEvidence[]): number | null {
  if (q === null) return null
  const held = tried.filter(({ holds }) => holds).length
  return Math.round(100 * Math.max(0, 1 - q) * (2 / 3) ** held) / 100
}

function tryScheduler(acts: Acts, rows: Int32Array): CounterEvidence {
  let sharp = 0
  let whole = 0
  for (const row of rows) {
    const second = Math.floor(toSeconds(acts, acts.time[row]!))
    if (second % 1800 < 5) sharp++
    if (second % 60 === 0) whole++
  }
  // Where all times are whole minutes the seconds tell nothing, and one act in thirty is expected.
  const part = rows.length === 0 ? 0 : sharp / rows.length
  const minutes = rows.length > 0 && whole === rows.length
  const percent = Math.round(part * 100)
  return {
    explanation: 'scheduler',
    holds: part > ON_THE_CLOCK,
    detail: `${percent} % of the acts in step fall on a full or half hour${minutes ? ' (times are whole minutes)' : ''}.`,
  }
}

function tryCommonObjects(acts: Acts, objects: Int32Array, members: Set<number>): CounterEvidence {
  let common = 0
  const distinct = new Set(objects)
  for (const object of distinct) {
    const all = new Set(
      acts.account.subarray(acts.objectStart[object], acts.objectStart[object + 1]),
    )
    const outsiders = [...all].filter((account) => !members.has(account)).length
    if (outsiders > all.size / 2) common++
  }
  const part = distinct.size === 0 ? 0 : common / distinct.size
  return {
    explanation: 'common objects',
    holds: part > COMMON,
    detail: `${Math.round(part * 100)} % of the things shared were mostly used by others.`,
  }
}

/** Whether nearly all links lead to one site; only for objects that are addresses. */
function trySource(names: readonly string[]): CounterEvidence[] {
  const sites = new Map<string, number>()
  for (const name of names) {
    const site = /^https?:\/\/([^/]+)/.exec(name)?.[1]
    if (site) sites.set(site, (sites.get(site) ?? 0) + 1)
  }
  const [site, most] = [...sites].sort((x, y) => y[1] - x[1])[0] ?? ['', 0]
  const links = [...sites.values()].reduce((sum, count) => sum + count, 0)
  if (links < 5) return []
  const detail = `${Math.round((100 * most) / links)} % of the links lead to ${site.slice(0, 100)}.`
  return [{ explanation: 'one source', holds: most / links > ONE_SOURCE, detail }]
}
