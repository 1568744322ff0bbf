/**
 * Topics: what an account writes about, as a unit vector, so that two accounts of one language and one
 * interest point the same way. From content alone and never from who shared what with whom, or an operation
 * would explain itself.
 *
 *   rows of A: (1 + ln count) ln(accounts / accounts that say it), unit length; topics = A V, V the leading
 *   right singular vectors, by randomised subspace iteration (Halko, Martinsson and Tropp, SIAM Review 2011)
 *
 * Cost: (2 rounds + 2) x words of all accounts x dimensions.
 */
import { createRandom, drawNormal } from '../../random/random.ts'
import type { Words } from './words.ts'

export const DIMENSIONS = 48
const ROUNDS = 2
const LEAST_POSTS = 5
const LEAST_ACCOUNTS = 3
const MOST_ACCOUNTS = 0.5

/** A sparse matrix by rows. */
interface Sparse {
  readonly rows: number
  readonly columns: number
  readonly start: Int32Array
  readonly column: Int32Array
  readonly value: Float32Array
}

/** accounts x DIMENSIONS, each row of unit length, or zero for an account without words that others use. */
export function findTopics(
  words: Words,
  account: Int32Array,
  accounts: number,
  seed: string,
): Float32Array {
  const matrix = toMatrix(words, account, accounts)
  const random = createRandom(`${seed}/topics`)
  const right = Float32Array.from({ length: matrix.columns * DIMENSIONS }, () => drawNormal(random))
  const left = new Float32Array(accounts * DIMENSIONS)
  for (let round = 0; round <= ROUNDS; round++) {
    multiply(matrix, right, left)
    orthonormalise(left, accounts)
    multiplyTransposed(matrix, left, right)
  }
  orthonormalise(right, matrix.columns)
  multiply(matrix, right, left)
  toUnitRows(left, accounts)
  return left
}

function toMatrix(words: Words, account: Int32Array, accounts: number): Sparse {
  const counts = Array.from({ length: accounts }, () => new Map<number, number>())
  for (let post = 0; post < words.posts; post++) {
    const mine = counts[account[post]!]!
    for (let k = words.start[post]!; k < words.start[post + 1]!; k++) {
      const word = words.word[k]!
      if (words.posting[word]! >= LEAST_POSTS) mine.set(word, (mine.get(word) ?? 0) + 1)
    }
  }
  const said = new Int32Array(words.posting.length)
  for (const mine of counts) for (const word of mine.keys()) said[word]!++
  const place = new Int32Array(said.length).fill(-1)
  let columns = 0
  for (let word = 0; word < said.length; word++)
    if (said[word]! >= LEAST_ACCOUNTS && said[word]! <= accounts * MOST_ACCOUNTS)
      place[word] = columns++
  const start = new Int32Array(accounts + 1)
  const column: number[] = []
  const value: number[] = []
  for (const [a, mine] of counts.entries()) {
    const from = column.length
    let norm = 0
    for (const [word, count] of mine) {
      if (place[word]! < 0) continue
      const weight = (1 + Math.log(count)) * Math.log(accounts / said[word]!)
      norm += weight * weight
      column.push(place[word]!)
      value.push(weight)
    }
    for (let k = from; k < value.length; k++) value[k]! /= Math.sqrt(norm)
    start[a + 1] = column.length
  }
  return {
    rows: accounts,
    columns,
    start,
    column: Int32Array.from(column),
    value: Float32Array.from(value),
  }
}

/** left = A right. */
function multiply({ rows, start, column, value }: Sparse, right: Float32Array, left: Float32Array) {
  left.fill(0)
  for (let row = 0; row < rows; row++)
    for (let k = start[row]!; k < start[row + 1]!; k++) {
      const from = column[k]! * DIMENSIONS
      const to = row * DIMENSIONS
      for (let d = 0; d < DIMENSIONS; d++) left[to + d]! += value[k]! * right[from + d]!
    }
}

/** right = transposed A left. */
function multiplyTransposed(
  { rows, start, column, value }: Sparse,
  left: Float32Array,
  right: Float32Array,
) {
  right.fill(0)
  for (let row = 0; row < rows; row++)
    for (let k = start[row]!; k < start[row + 1]!; k++) {
      const to = column[k]! * DIMENSIONS
      const from = row * DIMENSIONS
      for (let d = 0; d < DIMENSIONS; d++) right[to + d]! += value[k]! * left[from + d]!
    }
}

/** Gram and Schmidt over the columns, modified; a column that the others span becomes zero. */
function orthonormalise(matrix: Float32Array, rows: number): void {
  for (let d = 0; d < DIMENSIONS; d++) {
    for (let e = 0; e < d; e++) {
      let dot = 0
      for (let k = 0; k < rows * DIMENSIONS; k += DIMENSIONS) dot += matrix[k + d]! * matrix[k + e]!
      for (let k = 0; k < rows * DIMENSIONS; k += DIMENSIONS) matrix[k + d]! -= dot * matrix[k + e]!
    }
    let square = 0
    for (let k = 0; k < rows * DIMENSIONS; k += DIMENSIONS) square += matrix[k + d]! ** 2
    const scale = square > 1e-9 ? 1 / Math.sqrt(square) : 0
    for (let k = 0; k < rows * DIMENSIONS; k += DIMENSIONS) matrix[k + d]! *= scale
  }
}

function toUnitRows(matrix: Float32Array, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const own = matrix.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)
    const norm = Math.hypot(...own)
    if (norm > 0) for (let d = 0; d < DIMENSIONS; d++) own[d]! /= norm
  }
}
