/**
 * Ranking: in which order accounts are looked at. Company decides, and where it says little, weak traits do:
 *
 *   rank = max(z, cast) + weight * sum over traits of the clipped standing among accounts of like activity
 *
 * cast: how far an account speaks in a closed cast (cast.ts), where it does. Weak traits propose and never convict: q is
 * judged without them. They weigh less where the accounts are their own reference, since company is told more sharply
 * there. Weights chosen on real posts and hard sets that the published
 * figures leave out. Cost: two sorts of accounts a trait.
 */
import { standAmongLike } from './like-activity.ts'

const WEIGHT = { amongOwn: 0.2, byReference: 0.8 }
const CLIP: [number, number] = [-2, 5]

export function rankAccounts(
  z: Float64Array,
  traits: readonly Float64Array[],
  activity: Float64Array,
  { casts, byReference }: { casts?: Float64Array | undefined; byReference: boolean },
): Float64Array {
  const nobody = new Uint8Array(z.length)
  const weight = byReference ? WEIGHT.byReference : WEIGHT.amongOwn
  const rank = z.map((own, a) => (casts?.[a] ? Math.max(own, casts[a]!) : own))
  for (const trait of traits)
    standAmongLike(trait, activity, nobody).forEach((standing, a) => {
      rank[a]! += weight * Math.max(CLIP[0], Math.min(CLIP[1], standing))
    })
  return rank
}
