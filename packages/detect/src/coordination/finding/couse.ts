/** Networks found by co-use as findings, and every account's standing. */
import { toTicks, type Acts } from '../../activity/acts.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import type { Trace } from '../../activity/trace.ts'
import { findGroups, type Group } from '../communities/groups.ts'
import { STRONG } from '../couse/accounts.ts'
import type { CoUse } from '../couse/couse.ts'
import { findTelling } from '../couse/telling.ts'
import type { Uses } from '../couse/uses.ts'
import type { Settings } from '../options.ts'
import { poolActs } from '../significance/pool.ts'
import { createPairs, findPair, upsertPair } from '../significance/pair-table.ts'
import { toFindings, type Chance, type UnnamedFinding } from './build.ts'
import { nameWeakNetworks, toNetworks } from './fused.ts'
import { countMembers } from './member-edges.ts'
import { LEAST_THINGS, type AccountScore } from './verdict.ts'

/** Nats from which a pair ties a group whose members stand, and a weak network. */
const TIE = 6
/** Standing, in spreads, at which an account's strength is a half, and how fast it rises. */
const HALF = 3
const RISE = 1.2

/** Looks pairs up. A pair's surprise is no p-value, and none is shown. */
export function coUseChance({ pairs, q }: CoUse): Chance {
  const table = createPairs(Math.max(16, pairs.size))
  for (let i = 0; i < pairs.size; i++) upsertPair(table, pairs.a[i]!, pairs.b[i]!)
  return {
    pair: (a, b) => {
      const at = findPair(table, a, b)
      if (at < 0) return { observed: 0, expected: 0, p: null, q: null }
      return { observed: pairs.met[at]!, expected: pairs.expected[at]!, p: null, q: null }
    },
    accountQ: q,
    overlapP: (a, b) => {
      const at = findPair(table, a, b)
      return at < 0 ? 1 : Math.exp(-Math.max(pairs.all[at]!, pairs.talk[at]!))
    },
  }
}

type CoUseRun = {
  readonly settings: Settings
  readonly authorOf?: (content: number) => string
  readonly signal?: AbortSignal
}

/** Findings of the groups among accounts that stand. */
export async function coUseFindings(
  traces: ReadonlyMap<Trace, EncodedActs>,
  coUse: CoUse,
  { settings, authorOf, signal }: CoUseRun,
): Promise<UnnamedFinding[]> {
  const { uses, pairs, q, crowds } = coUse
  const nats = (i: number): number => Math.max(pairs.all[i]!, pairs.talk[i]!)
  const p = Float64Array.from({ length: pairs.size }, (_, i) => Math.exp(-nats(i)))
  const groups = findGroups(
    { size: pairs.size, a: pairs.a, b: pairs.b, p, limit: Math.exp(-TIE), accountQ: q },
    {
      rate: settings.fdr,
      minMembers: Math.max(3, settings.minMembers),
      seed: settings.seed,
    },
  )
  if (groups.length === 0) return []
  const group = new Int32Array(uses.accounts).fill(-1)
  for (const [n, { accounts }] of groups.entries())
    for (const account of accounts) group[account] = n
  const telling = findTelling(uses, crowds, group, groups.length)
  const { encoded, traceOf } = nameUses(traces, uses, telling.uses)
  const everyone = poolActs([...traces.values()].map(({ acts }) => acts))
  const chance = coUseChance(coUse)
  const findings: UnnamedFinding[] = []
  for (const [scale, some] of byScale(groups, telling.scale)) {
    const window = toTicks(encoded.acts, scale)
    const { edges, leftOut } = await countMembers(encoded, window, signal)
    const networks = toNetworks(some, edges, encoded.accountNames)
    const { mode, minWeight, minMembers, seed } = settings
    const parameters = {
      trace: 'fused' as const,
      window: scale,
      mode,
      minWeight,
      minMembers,
      seed,
      maxAccountsPerObject: null,
      everyScale: true as const,
    }
    const told = { chance, traceOf, authorOf, rate: settings.fdr }
    const basis = { encoded, everyone, edges, leftOut, window, parameters, ...told }
    findings.push(...toFindings(basis, networks))
  }
  return findings.filter(({ things }) => things >= LEAST_THINGS)
}

function byScale(groups: readonly Group[], scale: readonly number[]): Map<number, Group[]> {
  const found = new Map<number, Group[]>()
  for (const [n, group] of groups.entries())
    found.set(scale[n]!, [...(found.get(scale[n]!) ?? []), group])
  return found
}

/** The telling uses as acts, with the names of the traces they came from. */
function nameUses(
  traces: ReadonlyMap<Trace, EncodedActs>,
  uses: Uses,
  tells: Uint8Array,
): { encoded: EncodedActs; traceOf: (object: number) => Trace } {
  const [first] = traces.values()
  const starts = [0]
  for (const { acts } of traces.values()) starts.push(starts.at(-1)! + acts.objectStart.length - 1)
  const list = [...traces.values()]
  const accountRows = new Int32Array(uses.accounts)
  for (const account of uses.account) accountRows[account]!++
  const encoded = {
    ...first!,
    acts: toTellingActs(uses, first!.acts, tells),
    accountRows,
    objectName: (object: number) => {
      const place = uses.traceOf[object]!
      return list[place]!.objectName(object - starts[place]!)
    },
  }
  return { encoded, traceOf: (object) => uses.traces[uses.traceOf[object]!]! }
}

/** The uses that tell as acts on the clock of `like`; objects keep their numbers. */
function toTellingActs(uses: Uses, like: Acts, tells: Uint8Array): Acts {
  const rows: number[] = []
  const objectStart = new Int32Array(uses.objects + 1)
  for (let o = 0; o < uses.objects; o++) {
    for (let i = uses.start[o]!; i < uses.start[o + 1]!; i++) if (tells[i] === 1) rows.push(i)
    objectStart[o + 1] = rows.length
  }
  const ticks = Float64Array.from(rows, (i) => Math.round(uses.time[i]! / like.tick))
  return {
    ...like,
    rows: rows.length,
    objectStart,
    account: Int32Array.from(rows, (i) => uses.account[i]!),
    time: like.time instanceof Int32Array ? Int32Array.from(ticks) : ticks,
    content: like.content === null ? null : Int32Array.from(rows, (i) => uses.post[i]!),
  }
}

/**
 * Score and q of every account, found at `rate` or not; those outside findings get a weak network's name, and none where
 * they met nobody twice: such an account is not cleared, or those of few posts would rank behind all others.
 */
export function coUseScores(
  traces: ReadonlyMap<Trace, EncodedActs>,
  { pairs, rank, q }: CoUse,
  rate: number,
): Map<string, AccountScore> {
  const [first] = traces.values()
  const names = first!.accountNames
  const nameOf = nameWeakNetworks(names, [
    { a: pairs.a, b: pairs.b, isTie: (i) => Math.max(pairs.all[i]!, pairs.talk[i]!) >= STRONG },
  ])
  const met = new Uint8Array(names.length)
  for (let i = 0; i < pairs.size; i++) met[pairs.a[i]!] = met[pairs.b[i]!] = 1
  const standings = new Map<string, AccountScore>()
  for (let account = 0; account < names.length; account++) {
    const strength = 1 / (1 + Math.exp((HALF - rank[account]!) / RISE))
    // Certainty first: who is found comes before all who are not.
    const found = q[account]! <= rate ? 1 : 0
    const score = Number(((found + strength) / 2).toPrecision(6))
    const own = Number(q[account]!.toPrecision(3))
    const network = met[account] === 1 ? nameOf(account) : ''
    standings.set(names[account]!, { network, score, q: own })
  }
  return standings
}
