/**
 * Expectation: how often each pair would have met were its accounts strangers of like traits.
 *
 *   mu_c(a, b) = g_c(a) g_c(b) exp(traits(a, b) . beta_c),   V_c ~ negative binomial (mu_c, alpha_c)
 *
 * beta is learned for each class of meetings from a weighted sample of all pairs, met or not. g is what an
 * account has of its own (some are at every story early), measured over its pairs but those that stand far
 * above their expectation, as the degree correction of a block model (Karrer and Newman, Phys. Rev. E 83, 2011).
 * Cost: the regression over `LEARNED` pairs, and three passes over all kept pairs, for each class.
 */
import type { Suspects } from './meetings.ts'
import { CLASSES, MET, MET_ONCE, NEVER_MET, type PairCounts } from './pair-counts.ts'
import { dispersionOf, fitPoisson, predict, toSample, type Sample } from './regression.ts'
import { TRAITS } from './traits.ts'

/** Pairs of each kind that the regression learns from, at most. */
const LEARNED = [40_000, 25_000, 25_000] as const
/** Counts of each class above which more would not teach what strangers do. */
const CAPS = [2, 3, 5, 8, 3, 3, 4, 2, 3, 2] as const
/** What counts teach where a group may make most of them, and how strangers then scatter about what was learned. */
const WARY_CAP = 1
const WARY_DISPERSION = 0.3
const PASSES = 3
/** Meetings that an account is given beforehand, at the rate of the regression. */
const PRIOR = 3
/** Standard deviations above its expectation from which a pair says nothing of its accounts. */
const FAR = 2.5

export type Expectation = {
  /** mu of pair i and class c: mean[i * CLASSES + c]. */
  readonly mean: Float32Array
  readonly dispersion: Float64Array
  /** Coefficients of each class. */
  readonly coefficients: readonly Float64Array[]
}

type Learning = {
  /** What was learned before, to begin with. */
  readonly begin?: readonly Float64Array[] | undefined
  /** Pairs that are no strangers, from whom nothing is learned. */
  readonly suspects?: Suspects | null
  /** Learns from whether pairs met, not how often, and gives accounts nothing of their own. */
  readonly wary?: boolean
  /** Called between classes. */
  readonly breathe: () => Promise<void>
}

/** Learns what strangers do from these pairs. */
export async function expectMeetings(
  pairs: PairCounts,
  x: Float32Array,
  accounts: number,
  { begin, suspects = null, wary = false, breathe }: Learning,
): Promise<Expectation> {
  const every = Int32Array.from({ length: pairs.size }, (_, row) => row)
  const weight = weighPairs(pairs, suspects)
  const sample = drawSample(pairs, x, weight)
  const mean = new Float32Array(pairs.size * CLASSES)
  const dispersion = new Float64Array(CLASSES)
  const coefficients: Float64Array[] = []
  for (let c = 0; c < CLASSES; c++) {
    const count = (row: number): number => pairs.met[row * CLASSES + c]!
    const at = (row: number): number => mean[row * CLASSES + c]!
    const beta = fitPoisson(sample, count, wary ? WARY_CAP : CAPS[c]!, begin?.[c])
    coefficients.push(beta)
    for (let row = 0; row < pairs.size; row++) mean[row * CLASSES + c] = predict(x, row, beta)
    if (wary) {
      dispersion[c] = WARY_DISPERSION
      continue
    }
    const rough = dispersionOf(sample.rows, sample.weight, count, at, CAPS[c]!)
    const gains = measureGains(pairs, c, mean, rough, weight, accounts)
    for (let row = 0; row < pairs.size; row++)
      mean[row * CLASSES + c]! *= gains[pairs.a[row]!]! * gains[pairs.b[row]!]!
    dispersion[c] = dispersionOf(every, weight, count, at, CAPS[c]!)
    await breathe()
  }
  return { mean, dispersion, coefficients }
}

/** How many pairs each kept pair stands for; none where it is suspected. */
function weighPairs({ size, a, b, kind, population, kept }: PairCounts, suspects: Suspects | null) {
  const weights = [MET, MET_ONCE, NEVER_MET].map((k) => population[k]! / Math.max(1, kept[k]!))
  const weight = Float64Array.from({ length: size }, (_, row) => weights[kind[row]!]!)
  if (suspects === null) return weight
  for (let row = 0; row < size; row++)
    for (let k = suspects.start[a[row]!]!; k < suspects.start[a[row]! + 1]!; k++)
      if (suspects.other[k] === b[row]) weight[row] = 0
  return weight
}

/** Evenly spread rows of each kind, each standing for as many pairs as it must. */
function drawSample(pairs: PairCounts, x: Float32Array, weight: Float64Array): Sample {
  const stride = LEARNED.map((most, kind) => Math.max(1, pairs.kept[kind]! / most))
  const seen = [0, 0, 0]
  const rows: number[] = []
  for (let row = 0; row < pairs.size; row++) {
    const kind = pairs.kind[row]!
    const before = Math.floor(seen[kind]! / stride[kind]!)
    if (Math.floor(++seen[kind]! / stride[kind]!) > before) rows.push(row)
  }
  const standing = Float64Array.from(rows, (row) => weight[row]! * stride[pairs.kind[row]!]!)
  return toSample(TRAITS, x, Int32Array.from(rows), standing)
}

/** g of each account: the square root of met over expected, repeated, without the pairs that stand out. */
function measureGains(
  pairs: PairCounts,
  c: number,
  mean: Float32Array,
  dispersion: number,
  weight: Float64Array,
  accounts: number,
): Float64Array {
  const gains = new Float64Array(accounts).fill(1)
  const { size, a: first, b: second } = pairs
  const means = new Float32Array(size)
  const counts = new Uint16Array(size)
  for (let row = 0, at = c; row < size; row++, at += CLASSES) {
    means[row] = mean[at]!
    counts[row] = pairs.met[at]!
  }
  for (let pass = 0; pass < PASSES; pass++) {
    const met = new Float64Array(accounts).fill(PRIOR)
    const expected = new Float64Array(accounts).fill(PRIOR)
    for (let row = 0; row < size; row++) {
      const a = first[row]!
      const b = second[row]!
      const mu = means[row]! * gains[a]! * gains[b]!
      const count = counts[row]!
      if (count > 1 + mu + FAR * Math.sqrt(mu + dispersion * mu * mu)) continue
      const w = weight[row]!
      met[a]! += w * count
      met[b]! += w * count
      expected[a]! += w * mu
      expected[b]! += w * mu
    }
    for (let a = 0; a < accounts; a++) gains[a]! *= Math.sqrt(met[a]! / expected[a]!)
  }
  return gains
}
