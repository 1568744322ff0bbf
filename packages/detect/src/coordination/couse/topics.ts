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
  const transposed = transpose(matrix)
  const random = createRandom(`${seed}/topics`)
  const right = Float32Array.from({ length: matrix.columns * DIMENSIONS }, () => drawNormal(random))
  const left = new Float32Array(accounts * DIMENSIONS)
  for (let round = 0; round <= ROUNDS; round++) {
    multiply(matrix, right, left)
    orthonormalise(left, accounts)
    multiply(transposed, left, right)
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

/** product = A dense, four columns at a time. */
function multiply(
  { rows, start, column, value }: Sparse,
  dense: Float32Array,
  product: Float32Array,
): void {
  const { fround } = Math
  for (let row = 0; row < rows; row++) {
    const [from, to] = [start[row]!, start[row + 1]!]
    for (let d = 0; d < DIMENSIONS; d += 4) {
      let [p, q, r, s] = [0, 0, 0, 0]
      for (let k = from; k < to; k++) {
        const at = column[k]! * DIMENSIONS + d
        const weight = value[k]!
        p = fround(p + weight * dense[at]!)
        q = fround(q + weight * dense[at + 1]!)
        r = fround(r + weight * dense[at + 2]!)
        s = fround(s + weight * dense[at + 3]!)
      }
      const at = row * DIMENSIONS + d
      product[at] = p
      product[at + 1] = q
      product[at + 2] = r
      product[at + 3] = s
    }
  }
}

function transpose({ rows, columns, start, column, value }: Sparse): Sparse {
  const ends = new Int32Array(columns + 1)
  for (const c of column) ends[c + 1]!++
  for (let c = 0; c < columns; c++) ends[c + 1]! += ends[c]!
  const next = ends.slice()
  const turned = new Int32Array(column.length)
  const values = new Float32Array(column.length)
  for (let row = 0; row < rows; row++)
    for (let k = start[row]!; k < start[row + 1]!; k++) {
      const at = next[column[k]!]!++
      turned[at] = row
      values[at] = value[k]!
    }
  return { rows: columns, columns: rows, start: ends, column: turned, value: values }
}

/** Gram and Schmidt over the columns, row by row; a column that the others span becomes zero. */
function orthonormalise(matrix: Float32Array, rows: number): void {
  const used = rowsInUse(matrix, rows)
  const before: Float32Array[] = []
  for (let d = 0; d < DIMENSIONS; d++) {
    const column = new Float32Array(used.length)
    for (let k = 0; k < used.length; k++) column[k] = matrix[used[k]! * DIMENSIONS + d]!
    const rest = subtractParts(column, before)
    let square = 0
    for (let k = 0; k < rest.length; k++) {
      column[k] = rest[k]!
      square += rest[k]! * rest[k]!
    }
    const scale = square > 1e-9 ? 1 / Math.sqrt(square) : 0
    for (let k = 0; k < rest.length; k++) matrix[used[k]! * DIMENSIONS + d] = column[k]! *= scale
    if (scale > 0) before.push(column)
  }
}

/** Rows that are not zero throughout. */
function rowsInUse(matrix: Float32Array, rows: number): Int32Array {
  const used = new Int32Array(rows)
  let size = 0
  for (let row = 0; row < rows; row++)
    for (let k = row * DIMENSIONS; k < (row + 1) * DIMENSIONS; k++)
      if (matrix[k] !== 0) {
        used[size++] = row
        break
      }
  return used.subarray(0, size)
}

/** A column without its parts along `others`, of unit length, four of which are looked at in one pass. */
function subtractParts(column: Float32Array, others: readonly Float32Array[]): Float64Array {
  const none = new Float32Array(column.length)
  const dots: number[] = []
  const at = (e: number): Float32Array => others[e] ?? none
  for (let e = 0; e < others.length; e += 4) {
    const [p, q, r, s] = [at(e), at(e + 1), at(e + 2), at(e + 3)]
    let [dp, dq, dr, ds] = [0, 0, 0, 0]
    for (let k = 0; k < column.length; k++) {
      const own = column[k]!
      dp += own * p[k]!
      dq += own * q[k]!
      dr += own * r[k]!
      ds += own * s[k]!
    }
    dots.push(dp, dq, dr, ds)
  }
  const rest = new Float64Array(column)
  for (let e = 0; e < others.length; e += 4) {
    const [p, q, r, s] = [at(e), at(e + 1), at(e + 2), at(e + 3)]
    const [dp, dq, dr, ds] = [dots[e]!, dots[e + 1]!, dots[e + 2]!, dots[e + 3]!]
    for (let k = 0; k < rest.length; k++)
      rest[k] = rest[k]! - dp * p[k]! - dq * q[k]! - dr * r[k]! - ds * s[k]!
  }
  return rest
}

/** Rows of zeros are left as they are. */
function toUnitRows(matrix: Float32Array, rows: number): void {
  for (const row of rowsInUse(matrix, rows)) {
    const own = matrix.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)
    const norm = Math.hypot(...own)
    for (let d = 0; d < DIMENSIONS; d++) own[d]! /= norm
  }
}
