/** How confidence decays for a member: as usual, but for the kinds that it has otherwise. Pure. */
import { KEPT_KINDS, type KeptKind, type KindDecay } from '@tocsin/api'
import { DECAYS, type Decay, scoreOf, type Terms } from '@tocsin/detect/match'

/** Every kind once; of one that is named twice the last counts. */
export function decayOf(own: readonly KindDecay[]): KindDecay[] {
  const named = new Map(own.map((one) => [one.kind, one]))
  return KEPT_KINDS.map((kind) => named.get(kind) ?? { kind, ...DECAYS[kind] })
}

/** What is left of an indicator's confidence, from 0 to 100; null where nobody knows how old it is. */
export function leftOf(
  terms: Pick<Terms, 'confidence' | 'from'>,
  kind: KeptKind,
  own: readonly KindDecay[],
  now: Date,
): number | null {
  const decay: Decay = own.findLast((one) => one.kind === kind) ?? DECAYS[kind]
  return scoreOf(terms, decay, now.getTime())
}
