/**
 * Counter-evidence: innocent explanations tried on a network's acts in step, each with what was
 * measured and whether it holds. One that holds lowers the confidence; none of them acquits alone.
 */
import { toSeconds, type Acts } from '../../activity/acts.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import { countUsers, type SteppedRows } from './evidence.ts'
import type { NetworkCounterEvidence } from '../network-finding.ts'
import { tryAuthor, tryDeclared } from './openness.ts'

/** Part of the acts at the full or half hour above which a scheduler explains them. */
const ON_THE_CLOCK = 0.5
/** Part of the objects that outsiders use as well above which a crowd explains them. */
const COMMON = 0.5
const ONE_SOURCE = 0.9
/** Part of the moments in one hour of the day above which a regular sending explains them, and days it takes. */
const AT_ONE_HOUR = 0.6
const LEAST_DAYS = 4

/** What a network is looked at beside. */
type Beside = {
  readonly everyone: Acts
  /** The beginnings of its moments in seconds. */
  readonly moments: readonly number[]
  /** Whose post a post repeats; empty for none. */
  readonly authorOf?: (content: number) => string
}

/** Tries every explanation on the rows in step of one network. */
export function tryExplanations(
  encoded: EncodedActs,
  stepped: SteppedRows,
  members: readonly number[],
  { everyone, moments, authorOf }: Beside,
): NetworkCounterEvidence[] {
  const { acts, objectName } = encoded
  const { rows, objects } = stepped
  return [
    ...tryDeclared(encoded, rows, members),
    ...tryAuthor(encoded, stepped, authorOf),
    ...tryTool(encoded, rows),
    tryScheduler(acts, rows),
    ...tryNewsletter(moments),
    tryCommonObjects(everyone, objects, new Set(members)),
    ...trySource([...new Set(objects)].map(objectName)),
    {
      explanation: 'few accounts',
      holds: members.length < 4,
      detail: `${members.length} accounts: fewer than four can be one owner or one office.`,
    },
  ]
}

/**
 * How sure to be that the network acts as one, 0 to 1, an order and no measured rate: 1 - q, or half the part of its pairs that share
 * more rare things than chance gives (`overlap`) where fine timing shows less; a third less for each
 * explanation that holds, three quarters less where the accounts themselves declare it or only follow one author.
 */
export function toConfidence(
  q: number | null,
  overlap: number,
  tried: readonly NetworkCounterEvidence[],
): number | null {
  if (q === null) return null
  const kept = tried.reduce((part, { explanation, holds }) => {
    if (!holds) return part
    return part * (explanation === 'declared' || explanation === 'one author' ? 1 / 4 : 2 / 3)
  }, 1)
  return Math.round(100 * Math.max(0, 1 - q, overlap / 2) * kept) / 100
}

/** Whether one tool made most of the acts in step, and few of all posts. */
function tryTool(
  { acts, contentClient, clientPart }: EncodedActs,
  rows: Int32Array,
): NetworkCounterEvidence[] {
  const { content } = acts
  if (
    contentClient === undefined ||
    clientPart === undefined ||
    content === null ||
    rows.length === 0
  )
    return []
  const inStep = countBy(rows, (row) => contentClient(content[row]!))
  const [tool, most] = [...inStep].sort((x, y) => y[1] - x[1])[0]!
  const part = most / rows.length
  const usual = clientPart(tool)
  const detail = `${percent(part)} of the acts in step came from "${tool.slice(0, 60)}", which made ${percent(usual)} of all posts.`
  return [{ explanation: 'one tool', holds: tool !== '' && part > 0.8 && usual < 0.4, detail }]
}

function countBy(rows: Int32Array, key: (row: number) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  return counts
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`
}

function tryScheduler(acts: Acts, rows: Int32Array): NetworkCounterEvidence {
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
  return {
    explanation: 'scheduler',
    holds: part > ON_THE_CLOCK,
    detail: `${percent(part)} of the acts in step fall on a full or half hour${minutes ? ' (times are whole minutes)' : ''}.`,
  }
}

/** Whether things go out at one hour of the day, as newsletters, programmes and daily columns do. */
function tryNewsletter(moments: readonly number[]): NetworkCounterEvidence[] {
  const days = new Set(moments.map((at) => Math.floor(at / 86_400))).size
  if (days < LEAST_DAYS) return []
  const hours = Array.from({ length: 24 }, () => 0)
  for (const at of moments) hours[Math.floor((at % 86_400) / 3600)]!++
  const most = Math.max(...hours)
  const hour = String(hours.indexOf(most)).padStart(2, '0')
  const part = most / moments.length
  const detail = `${percent(part)} of the moments begin in the hour from ${hour}:00 UTC, over ${days} days.`
  return [{ explanation: 'newsletter', holds: part > AT_ONE_HOUR, detail }]
}

function tryCommonObjects(
  acts: Acts,
  objects: Int32Array,
  members: Set<number>,
): NetworkCounterEvidence {
  let common = 0
  const distinct = new Set(objects)
  for (const object of distinct) {
    const users = countUsers(acts, object)
    const own = new Set<number>()
    for (let row = acts.objectStart[object]!; row < acts.objectStart[object + 1]!; row++)
      if (members.has(acts.account[row]!)) own.add(acts.account[row]!)
    if (users - own.size > users / 2) common++
  }
  const part = distinct.size === 0 ? 0 : common / distinct.size
  return {
    explanation: 'common objects',
    holds: part > COMMON,
    detail: `${Math.round(part * 100)} % of the things shared were mostly used by others.`,
  }
}

/** Whether nearly all links lead to one site; only for objects that are addresses. */
function trySource(names: readonly string[]): NetworkCounterEvidence[] {
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
