/**
 * `npm run bench -- evasion [SEEDS] [ACCOUNTS]`: who still gets away. Groups that share twenty things nobody else has,
 * by the lag of their posts (median, log-normal), the coordinated part of what they post, their number, and how much
 * each rewrites a shared text; last, agents that share a theme and no link, tag or sentence.
 *
 * For each: the part of its accounts found at q <= 0.05, and at the cut of the score at which 5 % of what is above it
 * in the same set are innocents, which only a judge who knows the truth could draw.
 */
import { detectSet } from './hard/judge.ts'
import { createEvasionSet, type Cell } from './hard/evasion.ts'
import { mean } from './accuracy-tally.ts'

const RATE = 0.05
const seeds = (process.argv[2] ?? '9101').split(',')
const accounts = Number(process.argv[3] ?? 2000)

const LAGS: readonly (readonly [string, number])[] = [
  ['10 s', 10],
  ['5 min', 300],
  ['1 h', 3600],
  ['6 h', 21_600],
  ['1 d', 86_400],
]
const lagsOf = (...names: string[]) => LAGS.filter(([name]) => names.includes(name))
const cell = (name: string, rest: Partial<Cell>): Cell => ({
  name,
  lag: 300,
  share: 0.2,
  size: 10,
  what: 'link',
  ...rest,
})
// At most 50 accounts in one set, so that the innocent are the usual.
const SETS: readonly (readonly Cell[])[] = [
  ...[1, 0.2, 0.05, 0.02].map((share) =>
    LAGS.map(([name, lag]) =>
      cell(`10 accounts, ${100 * share} % of their posts, lag ${name}`, { lag, share }),
    ),
  ),
  ...[[2, 3, 5, 20], [50]].flatMap((sizes) =>
    lagsOf('5 min', '6 h').map(([name, lag]) =>
      sizes.map((size) =>
        cell(`${size} accounts, 20 % of their posts, lag ${name}`, { lag, size }),
      ),
    ),
  ),
  ...lagsOf('5 min', '6 h').map(([name, lag]) => [
    ...[0, 0.25, 0.5, 0.75].map((what) =>
      cell(`10 accounts, texts with ${100 * what} % of the words replaced, lag ${name}`, {
        lag,
        what,
      }),
    ),
    cell(`10 agents with a theme and nothing else in common, lag ${name}`, { lag, what: 'theme' }),
  ]),
]

type Found = Readonly<Record<'byRate' | 'byTruth', number>>
const found = new Map<string, Found[]>()
const rates: number[] = []
for (const seed of seeds)
  for (const [k, cells] of SETS.entries()) {
    const set = createEvasionSet(`${seed} ${k}`, accounts, cells)
    const { standings } = await detectSet(set)
    const home = new Map(
      set.plants.flatMap((plant) => plant.accounts.map((a) => [a, plant] as const)),
    )
    const judged = set.world.accounts.flatMap(({ name }, a) => {
      const standing = standings.get(name)
      // Open groups are neither planted nor strangers.
      if (home.get(a)?.style === null) return []
      return [{ score: standing?.score ?? 0, q: standing?.q ?? 1, cell: home.get(a)?.name ?? '' }]
    })
    const cut = cutAtRate(judged)
    const flagged = judged.filter(({ q }) => q <= RATE)
    rates.push(flagged.filter((one) => one.cell === '').length / Math.max(1, flagged.length))
    for (const { name, size } of cells) {
      const own = judged.filter((one) => one.cell === name)
      const part = (good: (one: (typeof own)[number]) => boolean): number =>
        own.filter(good).length / size
      const figures = {
        byRate: part(({ q }) => q <= RATE),
        byTruth: part(({ score }) => score >= cut),
      }
      found.set(name, [...(found.get(name) ?? []), figures])
    }
  }
console.log(
  `seeds ${seeds.join(', ')}; innocents among what is found at q <= ${RATE}: ${mean(rates).toFixed(3)} (mean of ${rates.length} sets)`,
)
console.log(`${'group'.padEnd(70)}at q <= 0.05   at a true rate of 5 %`)
for (const [name, each] of found)
  console.log(
    `${name.padEnd(70)}${mean(each.map(({ byRate }) => byRate))
      .toFixed(2)
      .padStart(12)}${mean(each.map(({ byTruth }) => byTruth))
      .toFixed(2)
      .padStart(20)}`,
  )

/** The lowest score above which at most 5 % are innocents. */
function cutAtRate(judged: readonly { score: number; cell: string }[]): number {
  const order = judged.filter(({ score }) => score > 0).toSorted((x, y) => y.score - x.score)
  let cut = Infinity
  let innocents = 0
  order.forEach(({ score, cell: own }, k) => {
    if (own === '') innocents++
    const last = order[k + 1]?.score !== score
    if (last && innocents / (k + 1) <= RATE) cut = score
  })
  return cut
}
