/**
 * Ranking: in which order accounts are looked at. Company decides, and where it says little, weak traits do:
 *
 *   rank = z + weight * sum over traits of the clipped standing among accounts of like activity
 *
 * Weak traits propose and never convict: q is judged without them. They weigh less where the accounts are their own
 * reference, since company is told more sharply there. Weights chosen on real posts and hard sets that the published
 * figures leave out. Cost: two sorts of accounts a trait.
 */
import { standAmongLike } from './like-activity.ts'

const WEIGHT = { amongOwn: 0.2, byReference: 0.8 }
const CLIP: [number, number] = [-2, 5]

export function rankAccounts(
  z: Float64Array,
  traits: readonly Float64Array[],
  activity: Float64Array,
  byReference: boolean,
): Float64Array {
  const nobody = new Uint8Array(z.length)
  const weight = byReference ? WEIGHT.byReference : WEIGHT.amongOwn
  const rank = z.slice()
  for (const trait of traits)
    standAmongLike(trait, activity, nobody).forEach((standing, a) => {
      rank[a]! += weight * Math.max(CLIP[0], Math.min(CLIP[1], standing))
    })
  return rank
}
