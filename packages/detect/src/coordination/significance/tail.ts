/**
 * Upper tails of counts: P(X >= x) for a Poisson and for a Poisson-binomial count.
 *
 * A sum of independent 0/1 trials with probabilities p_k is approximated by the binomial of the same
 * mean and variance, with a real number of trials n = (sum p)^2 / sum p^2 and chance sum p^2 / sum p;
 * its tail is the regularised incomplete beta function I_p(x, n - x + 1). Where that has no trials
 * left, and where all p_k are small, the Poisson tail stands, which is never smaller than the true
 * one above the mean (Hoeffding, Ann. Math. Stat. 27, 1956). Cost: some tens of terms.
 */

/** P(X >= x) for X ~ Poisson(mean): the regularised lower incomplete gamma function P(x, mean). */
export function poissonTail(x: number, mean: number): number {
  if (x <= 0) return 1
  if (mean <= 0) return 0
  return mean < x + 1 ? gammaSeries(x, mean) : 1 - gammaFraction(x, mean)
}

/** P(X >= x) for a sum of 0/1 trials given the sums of their chances and of their squares. */
export function trialsTail(x: number, sum: number, sumOfSquares: number): number {
  if (x <= 0) return 1
  if (sum <= 0) return 0
  const chance = Math.min(1, sumOfSquares / sum)
  const trials = sum / chance
  if (chance < 0.02 || trials - x + 1 < 0.5) return poissonTail(x, sum)
  return betaTail(x, trials - x + 1, chance) || Number.MIN_VALUE
}

/** ln Gamma(z), Lanczos with g = 7. */
export function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z)
  let sum = LANCZOS[0]!
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (z - 1 + i)
  const t = z + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(sum)
}

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

function gammaSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 1000 && term > sum * 1e-15; n++) {
    term *= x / (a + n)
    sum += term
  }
  return Math.min(1, sum * Math.exp(a * Math.log(x) - x - logGamma(a)))
}

/** Upper incomplete gamma Q(a, x) by Lentz's continued fraction. */
function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let i = 1; i < 1000; i++) {
    const an = -i * (i - a)
    b += 2
    d = 1 / nonZero(an * d + b)
    c = nonZero(b + an / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return Math.min(1, h * Math.exp(a * Math.log(x) - x - logGamma(a)))
}

/** I_x(a, b), by the continued fraction on whichever side converges. */
export function betaTail(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x),
  )
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, 1 - x)) / b
}

function betaFraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return h
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}
