/**
 * Poisson regression with a ridge, and the overdispersion that is left:
 *
 *   E y = exp(x b),   b = argmax of sum w (y x b - exp(x b)) - |b|^2 / 2
 *   Var y = mu + alpha mu^2,   alpha = sum w ((y - mu)^2 - mu) / sum w mu^2
 *
 * by Newton's method with bounded steps (iteratively reweighted least squares; McCullagh and Nelder, 1989).
 * Counts are capped, so that the few pairs that act as one do not teach the null what strangers do.
 * Begins with one row in eight. Cost: rounds x rows x columns squared.
 */
const ROUNDS = 14
const SMALL_STEP = 3e-3
const LARGEST_STEP = 2
const RIDGE = 1
const LEAST_DISPERSION = 0.05
const MOST = 6
/** Of so many rows one is climbed with first. */
const SPARSE = 8

export type Sample = {
  readonly columns: number
  /** Rows that are learned from. */
  readonly rows: Int32Array
  /** Pairs that each of `rows` stands for. */
  readonly weight: Float64Array
  /** What of the design is not zero: of row i from start[i] up to start[i + 1], the first column 1. */
  readonly start: Int32Array
  readonly column: Uint8Array
  readonly value: Float64Array
}

/** `rows` of a design `x` of so many columns, each standing for `weight` pairs. */
export function toSample(
  columns: number,
  x: Float32Array,
  rows: Int32Array,
  weight: Float64Array,
): Sample {
  const start = new Int32Array(rows.length + 1)
  const column = new Uint8Array(rows.length * columns)
  const value = new Float64Array(rows.length * columns)
  let size = 0
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0, at = rows[i]! * columns; k < columns; k++, at++) {
      if (x[at] === 0) continue
      column[size] = k
      value[size++] = x[at]!
    }
    start[i + 1] = size
  }
  return {
    columns,
    rows,
    weight,
    start,
    column: column.subarray(0, size),
    value: value.subarray(0, size),
  }
}

/** Coefficients of `count`, which is capped at `cap`; `begin` is where to begin, if that is known. */
export function fitPoisson(
  sample: Sample,
  count: (row: number) => number,
  cap: number,
  begin?: Float64Array,
): Float64Array {
  const counts = Float64Array.from(sample.rows, (row) => Math.min(cap, count(row)))
  const b = new Float64Array(sample.columns)
  b[0] = Math.log(meanOf(sample.weight, counts))
  // Of what never happened the likelihood has no top to be climbed to.
  if (counts.every((one) => one === 0)) return b
  if (begin !== undefined) return climb(sample, counts, begin, 1)
  // Most of the way is found with few rows.
  const near = climb(sample, counts, b, SPARSE)
  return climb(sample, counts, near, 1)
}

/** Newton's steps from `begin` on, with one row of `stride` for all of them. */
function climb(
  { columns: n, rows, weight, start, column, value }: Sample,
  counts: Float64Array,
  begin: Float64Array,
  stride: number,
): Float64Array {
  const b = begin.slice()
  for (let round = 0; round < ROUNDS; round++) {
    const hessian = new Float64Array(n * n)
    const gradient = new Float64Array(n)
    for (let i = 0; i < rows.length; i += stride) {
      const w = weight[i]! * stride
      if (w === 0) continue
      const [from, to] = [start[i]!, start[i + 1]!]
      let sum = 0
      for (let k = from; k < to; k++) sum += value[k]! * b[column[k]!]!
      const mu = Math.exp(Math.min(MOST, sum))
      const residual = w * (counts[i]! - mu)
      for (let k = from; k < to; k++) {
        const xk = value[k]!
        const of = column[k]!
        gradient[of]! += xk * residual
        const scaled = xk * w * mu
        for (let m = from; m <= k; m++) hessian[of * n + column[m]!]! += scaled * value[m]!
      }
    }
    for (let k = 0; k < n; k++) {
      hessian[k * n + k]! += k === 0 ? 1e-6 : RIDGE
      if (k > 0) gradient[k]! -= RIDGE * b[k]!
    }
    const step = solve(hessian, gradient)
    const longest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const damping = Math.min(1, LARGEST_STEP / Math.max(longest, 1e-12))
    for (let k = 0; k < n; k++) b[k]! += damping * step[k]!
    if (longest < SMALL_STEP) break
  }
  return b
}

/** exp(x b) of a row, bounded. */
export function predict(x: Float32Array, row: number, b: Float64Array): number {
  let sum = 0
  for (let k = 0, at = row * b.length; k < b.length; k++) sum += x[at + k]! * b[k]!
  return Math.exp(Math.min(MOST, sum))
}

/** The overdispersion alpha of counts, capped, around `expected`. */
export function dispersionOf(
  rows: Int32Array,
  weight: Float64Array,
  count: (row: number) => number,
  expected: (row: number) => number,
  cap: number,
): number {
  let excess = 0
  let squares = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const w = weight[i]!
    const mu = expected(row)
    excess += w * ((Math.min(cap, count(row)) - mu) ** 2 - mu)
    squares += w * mu * mu
  }
  return squares > 0 ? Math.max(LEAST_DISPERSION, excess / squares) : LEAST_DISPERSION
}

function meanOf(weight: Float64Array, counts: Float64Array): number {
  let sum = 0
  let all = 0
  for (let i = 0; i < weight.length; i++) {
    sum += weight[i]! * counts[i]!
    all += weight[i]!
  }
  return Math.max(1e-9, sum / Math.max(1, all))
}

/** Solves the symmetric positive system whose lower half is given, by Cholesky's decomposition. */
function solve(lower: Float64Array, right: Float64Array): Float64Array {
  const n = right.length
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * n + j]!
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!
      l[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j * n + j]!
    }
  const y = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = right[i]!
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * y[k]!
    y[i] = sum / l[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = y[i]!
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i]! * y[k]!
    y[i] = sum / l[i * n + i]!
  }
  return y
}
