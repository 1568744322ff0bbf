/**
 * Charters: random cases in which the engine is held against the words of the form, mistakes planted in policies and told by the
 * comparison, and how long a comparison takes. `-- charter --cases 1000000 --mistakes 100 --seed 1`.
 */
import { parseArgs } from 'node:util'
import { compareLaws, type Side } from '../src/policy/compare-laws.ts'
import { lawOf } from '../src/policy/law.ts'
import { loadPolicies } from '../src/policy/policies.ts'
import { toCedar } from '../src/charters/text.ts'
import { FROM, seeded, termsOf } from './charter-seeds.ts'
import { holdAgainstWords, plantMistakes } from './charter-trial.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    mistakes: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
})
const [cases, mistakes, seed] = [values.cases, values.mistakes, values.seed].map(Number) as [
  number,
  number,
  number,
]

await timeComparisons(20)
let shown = 0
let differing = 0
const unseen: object[] = []
for await (const planted of plantMistakes(seed, mistakes)) {
  const isShown = planted.lines > 0 && planted.untold === 0 && planted.wronglyTold === 0
  if (isShown) shown++
  else unseen.push(planted)
  differing += planted.differing
}
console.log(`mistakes planted ${mistakes}, shown whole ${shown}, cases that differ ${differing}`)
for (const one of unseen) console.log(one)
const start = performance.now()
const wrong = holdAgainstWords(seed, cases)
const seconds = (performance.now() - start) / 1000
console.log(
  `cases ${cases}, in which engine and words disagree ${wrong.length}, ${(cases / seconds).toFixed(0)} cases/s`,
)
for (const one of wrong.slice(0, 5)) console.log(one)
process.exitCode = wrong.length > 0 || shown < mistakes ? 1 : 0

/** Comparisons of charters at random; the first also asks the rules of the exchange. */
async function timeComparisons(count: number): Promise<void> {
  const random = seeded(seed)
  const side = (): Side => ({
    purposes: ['election-security', 'platform-integrity', 'research', 'public-warning'],
    maxTlp: 'red',
    expiresAt: new Date('2029-01-01T00:00:00.000Z'),
    law: lawOf(toCedar(termsOf(random))),
  })
  const taken: number[] = []
  let most = 0
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    const { changes } = await compareLaws(side(), side(), FROM, loadPolicies())
    taken.push(performance.now() - start)
    most = Math.max(most, changes.length)
  }
  const [first, ...rest] = taken as [number, ...number[]]
  const worst = Math.max(...rest)
  console.log(
    `comparison: first ${(first / 1000).toFixed(2)} s, worst of the others ${(worst / 1000).toFixed(2)} s, most lines ${most}`,
  )
}
