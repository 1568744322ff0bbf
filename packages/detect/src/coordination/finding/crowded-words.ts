/** What was left out because so many share it at once, in words for the run's summary and each finding. */
import type { Trace } from '../../activity/trace.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import type { Uncrowded } from '../coaction/crowded.ts'
import { MANY_USES, WIDEST_CROWD, widestOf } from '../couse/crowd.ts'
import type { Uses } from '../couse/uses.ts'
import type { Standing } from '../fusion/standing.ts'
import { DEFAULT_OVERLAP } from '../significance/overlap.ts'

type CountedCrowd = {
  readonly trace: Trace
  readonly crowded: Uncrowded['crowded']
  readonly encoded: { readonly objectName: (object: number) => string }
}

/** Says which acts were not paired one by one. */
export function crowdedWords({ trace, encoded, crowded }: CountedCrowd): string[] {
  return nameCrowded(encoded, crowded).map(
    (acts) =>
      `${trace}: ${acts}, which very many share at once, were not paired one by one and are in no network of ` +
      `this trace alone; moments so crowded tell nothing of who acts together`,
  )
}

/** The acts on crowded things as words; none where nothing is. */
export function nameCrowded(
  { objectName }: CountedCrowd['encoded'],
  crowded: Uncrowded['crowded'],
): string[] {
  const [most] = crowded.toSorted((a, b) => b.acts - a.acts)
  if (most === undefined) return []
  const acts = crowded.reduce((sum, one) => sum + one.acts, 0)
  const name = objectName(most.object).slice(0, 80)
  const one = name === '' ? 'one thing' : `"${name}"`
  const more = crowded.length > 1 ? ` and ${crowded.length - 1} more` : ''
  return [`${acts} acts on ${one}${more}`]
}

/** Says which acts the tests at a window left out. */
export function untestedWords({ layers, ofTrace }: Standing): string[] {
  const alone = ofTrace.size === 1
  const isTimed = layers.length > 1 || layers.some(({ tested }) => 'tested' in tested)
  const tests = isTimed
    ? layers
    : [...ofTrace].map(([trace, { tested }]) => ({ trace, tested, window: layers[0]!.window }))
  const own = Math.min(...tests.map(({ window }) => window))
  return tests.flatMap(({ trace, window, tested: { crowded } }) => {
    // At the run's own window all traces together leave out what each leaves out alone.
    if (crowded.moments === 0 || (trace === 'fused' && window === own && !alone)) return []
    const of = trace === 'fused' ? 'all traces together' : trace
    return isTimed
      ? `${of}: ${crowded.acts} acts in ${counted(crowded.moments, 'moment')} which very many share at once were left out of the test ` +
          `of timing within ${window} s; moments so crowded tell nothing of who acts together`
      : `${of}: ${crowded.acts} acts on ${counted(crowded.moments, 'thing')} that more than ${DEFAULT_OVERLAP.limit} accounts use were left ` +
          `out of the test of things shared; they tell nothing of who acts together`
  })
}

/** Says at which things only narrower crowds than elsewhere count, with co-use at every scale. */
export function narrowedWords(
  traces: ReadonlyMap<Trace, EncodedActs>,
  { objects, start, traceOf }: Uses,
): string[] {
  const list = [...traces]
  const words: string[] = []
  for (let o = 0, first = 0; o < objects; o++) {
    if (o > 0 && traceOf[o] !== traceOf[o - 1]) first = o
    const uses = start[o + 1]! - start[o]!
    if (uses <= MANY_USES) continue
    const [trace, encoded] = list[traceOf[o]!]!
    const name = encoded.objectName(o - first).slice(0, 80)
    const widest = Math.floor(10 * widestOf(uses)) / 10
    words.push(
      `${trace}: ${name === '' ? 'one thing' : `"${name}"`} was used ${uses} times; of meetings at it only those count where at most ` +
        `${widest} others would come as near, not ${WIDEST_CROWD} as elsewhere`,
    )
  }
  return words
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
