/**
 * Seeded random numbers: the sfc32 generator and the distributions that the generator and the
 * resampling tests draw from. The same seed gives the same stream on every machine.
 *
 * State of four 32-bit words, period about 2^127 on average, a dozen integer operations a number.
 * C. Doty-Humphrey, PractRand (sfc32). Not for keys or tokens.
 */
export type Random = {
  /** Uniform in [0, 1), 32 bits. */
  float(): number
  /** Uniform integer in [0, 2^32). */
  uint(): number
}

/** A stream named by any string or number; equal names give equal streams. */
export function createRandom(seed: string | number): Random {
  let [a, b, c] = typeof seed === 'number' ? numberWords(seed) : hashWords(seed)
  let counter = 1
  const uint = (): number => {
    const out = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + out
    c |= 0
    return out >>> 0
  }
  for (let i = 0; i < 12; i++) uint()
  return { uint, float: () => uint() * 2 ** -32 }
}

function numberWords(seed: number): [number, number, number] {
  const low = seed >>> 0
  return [mixWord(low), mixWord(Math.floor(seed / 2 ** 32) + 0x9e3779b9), low ^ 0x3c6ef372]
}

/** Three 32-bit words of a string: FNV-1a, then the murmur3 finaliser with three offsets. */
function hashWords(text: string): [number, number, number] {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return [mixWord(hash), mixWord(hash + 0x9e3779b9), mixWord(hash + 0x3c6ef372)]
}

/** The 32-bit finaliser of murmur3: every input bit moves every output bit. */
export function mixWord(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Uniform integer in [0, below). */
export function drawInteger(random: Random, below: number): number {
  return Math.floor(random.float() * below)
}

/** Exponential with the given mean. */
export function drawExponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.float())
}

/** Standard normal, by Box and Muller. */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.float())) * Math.cos(2 * Math.PI * random.float())
}

/** Log-normal with the given median and standard deviation of the logarithm. */
export function drawLogNormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * drawNormal(random))
}

/** Pareto: P(X > x) = (minimum / x)^alpha, cut at `maximum`. */
export function drawPareto(
  random: Random,
  alpha: number,
  minimum: number,
  maximum: number,
): number {
  return Math.min(maximum, minimum * (1 - random.float()) ** (-1 / alpha))
}

/** Poisson count: by multiplication below a mean of 30, by the rounded normal above it. */
export function drawPoisson(random: Random, mean: number): number {
  if (mean <= 0) return 0
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)))
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = random.float(); product > floor; product *= random.float()) count++
  return count
}

/** `count` different integers of [0, below), in random order (Floyd's method). */
export function drawDistinct(random: Random, below: number, count: number): number[] {
  const chosen = new Set<number>()
  for (let top = Math.max(0, below - count); top < below; top++) {
    const pick = drawInteger(random, top + 1)
    chosen.add(chosen.has(pick) ? top : pick)
  }
  const out = [...chosen]
  for (let i = out.length - 1; i > 0; i--) {
    const j = drawInteger(random, i + 1)
    const kept = out[i]!
    out[i] = out[j]!
    out[j] = kept
  }
  return out
}
