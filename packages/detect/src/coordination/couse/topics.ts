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
type Sparse = {
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
  const counts = countWords(words, account, accounts)
  const said = new Int32Array(words.posting.length)
  for (const word of counts.word) said[word]!++
  const place = new Int32Array(said.length).fill(-1)
  let columns = 0
  for (let word = 0; word < said.length; word++)
    if (said[word]! >= LEAST_ACCOUNTS && said[word]! <= accounts * MOST_ACCOUNTS)
      place[word] = columns++
  const start = new Int32Array(accounts + 1)
  const column = new Int32Array(counts.word.length)
  const value = new Float32Array(counts.word.length)
  let size = 0
  for (let a = 0; a < accounts; a++) {
    const from = size
    let norm = 0
    for (let k = counts.start[a]!; k < counts.start[a + 1]!; k++) {
      const word = counts.word[k]!
      if (place[word]! < 0) continue
      const weight = (1 + Math.log(counts.count[k]!)) * Math.log(accounts / said[word]!)
      norm += weight * weight
      column[size] = place[word]!
      value[size++] = weight
    }
    const length = Math.sqrt(norm)
    for (let k = from; k < size; k++) value[k]! /= length
    start[a + 1] = size
  }
  return {
    rows: accounts,
    columns,
    start,
    column: column.subarray(0, size),
    value: value.subarray(0, size),
  }
}

/** The words of each account that enough posts have, and how many of its posts say each. */
function countWords({ posts, start, word, posting }: Words, account: Int32Array, accounts: number) {
  const next = new Int32Array(accounts + 1)
  for (let post = 0; post < posts; post++) next[account[post]! + 1]!++
  for (let a = 0; a < accounts; a++) next[a + 1]! += next[a]!
  const ends = next.slice(1)
  const order = new Int32Array(posts)
  for (let post = 0; post < posts; post++) order[next[account[post]!]!++] = post
  const place = new Int32Array(posting.length).fill(-1)
  const counts = {
    start: new Int32Array(accounts + 1),
    word: new Int32Array(word.length),
    count: new Int32Array(word.length),
  }
  let size = 0
  for (let a = 0, at = 0; a < accounts; a++) {
    const from = size
    for (; at < ends[a]!; at++)
      for (let k = start[order[at]!]!; k < start[order[at]! + 1]!; k++) {
        const w = word[k]!
        if (posting[w]! < LEAST_POSTS) continue
        if (place[w]! < from) {
          counts.word[size] = w
          place[w] = size++
        }
        counts.count[place[w]!]!++
      }
    counts.start[a + 1] = size
  }
  return { start: counts.start, word: counts.word.subarray(0, size), count: counts.count }
}

/** left = A right. */
function multiply({ rows, start, column, value }: Sparse, right: Float32Array, left: Float32Array) {
  left.fill(0)
  for (let row = 0; row < rows; row++)
    for (let k = start[row]!; k < start[row + 1]!; k++) {
      const from = column[k]! * DIMENSIONS
      const to = row * DIMENSIONS
      const weight = value[k]!
      for (let d = 0; d < DIMENSIONS; d++) left[to + d]! += weight * right[from + d]!
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
      const weight = value[k]!
      for (let d = 0; d < DIMENSIONS; d++) right[to + d]! += weight * left[from + d]!
    }
}

/** Gram and Schmidt over the columns, row by row; a column that the others span becomes zero. */
function orthonormalise(matrix: Float32Array, rows: number): void {
  const dots = new Float64Array(DIMENSIONS)
  for (let d = 0; d < DIMENSIONS; d++) {
    dots.fill(0)
    for (let k = 0; k < rows * DIMENSIONS; k += DIMENSIONS) {
      const own = matrix[k + d]!
      for (let e = 0; e < d; e++) dots[e]! += own * matrix[k + e]!
    }
    let square = 0
    for (let k = 0; k < rows * DIMENSIONS; k += DIMENSIONS) {
      let own = matrix[k + d]!
      for (let e = 0; e < d; e++) own -= dots[e]! * matrix[k + e]!
      matrix[k + d] = own
      square += own * own
    }
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
