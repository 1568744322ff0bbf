/** A whole run over a hard set, judged against what was planted in it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { detectCounted, type Detection } from '../../src/index.ts'
import { areaUnderCurve } from '../accuracy-tally.ts'
import { createHardSet } from './hard-set.ts'
import { hardCsv, type HardSet } from './posts.ts'

const RATE = 0.05

type StyleFigures = {
  readonly auc: number
  readonly recall: number
  readonly accounts: number
}

export type SetFigures = {
  /** Area under the curve and average precision, without and with openly coordinated groups as innocents. */
  readonly auc: number
  readonly aucOpen: number
  readonly ap: number
  readonly apOpen: number
  readonly recall: number
  /** Part of what is found at each rate that was not planted, open groups aside. */
  readonly fdr: ReadonlyMap<number, number>
  readonly innocents: number
  readonly styles: ReadonlyMap<string, StyleFigures>
  /** F1 of pairs of accounts in one network against pairs in one operation. */
  readonly pairs: number
  /** Networks of all traces that stand, and those with fewer planted accounts than others. */
  readonly networks: number
  readonly wrong: number
  /** Accounts of open groups found, and those of them explained. */
  readonly open: readonly [found: number, explained: number]
  readonly seconds: number
}

export async function judgeHardSet(
  seed: string,
  accounts: number,
  operations: boolean,
): Promise<SetFigures> {
  const set = createHardSet(seed, accounts, operations)
  const from = performance.now()
  const detection = await detectSet(set)
  return { ...judge(set, detection), seconds: (performance.now() - from) / 1000 }
}

/** Runs the detector as it is by default over the set as a file. */
export async function detectSet(set: HardSet): Promise<Detection> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-hard-'))
  try {
    const file = join(folder, 'posts.csv')
    writeFileSync(file, [...hardCsv(set)].join(''))
    return await detectCounted(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function judge(
  { world, posts, plants }: HardSet,
  { result, standings }: Detection,
): Omit<SetFigures, 'seconds'> {
  const posting = new Set(posts.map(({ account }) => account))
  const home = new Map(plants.flatMap((plant) => plant.accounts.map((a) => [a, plant] as const)))
  const standing = (a: number) => standings.get(world.accounts[a]!.name)
  const score = (a: number): number => standing(a)?.score ?? 0
  const q = (a: number): number => standing(a)?.q ?? 1
  const everyone = [...posting]
  const planted = everyone.filter((a) => typeof home.get(a)?.style === 'string')
  const open = everyone.filter((a) => home.get(a)?.style === null)
  const innocent = everyone.filter((a) => !home.has(a))
  const found = (some: readonly number[], rate: number): number[] =>
    some.filter((a) => q(a) <= rate)
  const area = (some: readonly number[], others: readonly number[]) =>
    areaUnderCurve(some.map(score), others.map(score))
  const styles = new Map(
    plants.flatMap(({ style, accounts }) => {
      if (style === null) return []
      const recall = found(accounts, RATE).length / accounts.length
      return [
        [style, { auc: area(accounts, innocent), recall, accounts: accounts.length }] as const,
      ]
    }),
  )
  const fdr = [0.01, 0.05, 0.1, 0.2].map((rate) => {
    const [hits, false_] = [found(planted, rate).length, found(innocent, rate).length]
    return [rate, false_ / Math.max(1, hits + false_)] as const
  })
  const numberOf = new Map(world.accounts.map(({ name }, a) => [name, a]))
  const networks = result.findings
    .filter(({ trace, verdict }) => trace === 'fused' && verdict === 'stands')
    .map(({ members }) => members.map(({ account }) => numberOf.get(account)!))
  const isPlanted = (a: number): boolean => typeof home.get(a)?.style === 'string'
  return {
    auc: area(planted, innocent),
    aucOpen: area(planted, [...innocent, ...open]),
    ap: averagePrecision(planted.map(score), innocent.map(score)),
    apOpen: averagePrecision(planted.map(score), [...innocent, ...open].map(score)),
    recall: found(planted, RATE).length / planted.length,
    fdr: new Map(fdr),
    innocents: found(innocent, RATE).length,
    styles,
    pairs: pairFigure(
      networks,
      plants.filter(({ style }) => style !== null).map(({ accounts }) => accounts),
    ),
    networks: networks.length,
    wrong: networks.filter((members) => members.filter(isPlanted).length * 2 < members.length)
      .length,
    open: [
      found(open, RATE).length,
      open.filter((a) => standing(a)?.verdict === 'explained').length,
    ],
  }
}

/** Mean precision at each planted account, ties as one step. */
function averagePrecision(planted: number[], innocent: number[]): number {
  const all = [
    ...planted.map((s) => [s, 1] as const),
    ...innocent.map((s) => [s, 0] as const),
  ].sort((x, y) => y[0] - x[0])
  let [hits, sum] = [0, 0]
  for (let from = 0, to = 0; from < all.length; from = to) {
    let here = 0
    while (to < all.length && all[to]![0] === all[from]![0]) here += all[to++]![1]
    hits += here
    sum += here * (hits / to)
  }
  return sum / Math.max(1, planted.length)
}

function pairFigure(
  networks: readonly number[][],
  operations: readonly (readonly number[])[],
): number {
  const pairs = (n: number): number => (n * (n - 1)) / 2
  const of = new Map(operations.flatMap((accounts, k) => accounts.map((a) => [a, k] as const)))
  let both = 0
  for (const members of networks) {
    const counts = new Map<number, number>()
    for (const a of members)
      if (of.has(a)) counts.set(of.get(a)!, (counts.get(of.get(a)!) ?? 0) + 1)
    for (const n of counts.values()) both += pairs(n)
  }
  const sum = (sizes: readonly (readonly number[])[]): number =>
    sizes.reduce((all, { length }) => all + pairs(length), 0)
  return (2 * both) / Math.max(1, sum(networks) + sum(operations))
}
