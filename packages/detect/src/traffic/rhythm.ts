/**
 * Daily rhythm: how likely an account of a time zone is to post at an hour of its local day.
 *
 * A floor by night, a rise from six o'clock, a shoulder at midday and the peak in the evening, the
 * shape found for posts by Golder and Macy (Science 333, 2011) and for edits by Yasseri, Sumi and
 * Kertesz (PLoS ONE 7, 2012: lowest about 5, highest in the evening); the 24 weights are ours,
 * normalised to a mean of 1. Zones follow the population of the United States by zone (Census 2020:
 * about 47 % Eastern, 29 % Central, 7 % Mountain, 17 % Pacific); offsets are those of daylight time.
 */
const HOUR_WEIGHTS = [
  0.62, 0.4, 0.25, 0.17, 0.14, 0.17, 0.34, 0.66, 0.94, 1.1, 1.18, 1.24, 1.32, 1.3, 1.24, 1.2, 1.2,
  1.26, 1.36, 1.48, 1.6, 1.62, 1.4, 0.98,
]
const MEAN = HOUR_WEIGHTS.reduce((sum, weight) => sum + weight, 0) / 24

export type Zone = {
  /** Hours to add to UTC. */
  offset: number
  /** Part of the population. */
  share: number
}

export const ZONES: readonly Zone[] = [
  { offset: -4, share: 0.47 },
  { offset: -5, share: 0.29 },
  { offset: -6, share: 0.07 },
  { offset: -7, share: 0.17 },
]

/** Relative rate (mean 1 over the day) at an epoch second in a zone, linear between the hours. */
export function rhythmAt(second: number, offset: number): number {
  const local = (((second / 3600 + offset) % 24) + 24) % 24
  const hour = Math.floor(local)
  const part = local - hour
  const here = HOUR_WEIGHTS[hour]!
  const next = HOUR_WEIGHTS[(hour + 1) % 24]!
  return (here + (next - here) * part) / MEAN
}
