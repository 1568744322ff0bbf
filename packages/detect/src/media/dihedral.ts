/**
 * The eight ways to turn and mirror a picture, hashed from the frequencies of one: turning by a quarter transposes them,
 * mirroring changes the sign of every other row or column. Cost: 256 moves each instead of a new hash. Paper: as pdq.ts.
 */
import type { Hash256 } from './hash256.ts'
import { pdqFrequencies, toBits, type Picture } from './pdq.ts'

export type Turn =
  | 'as it is'
  | 'turned by 90'
  | 'turned by 180'
  | 'turned by 270'
  | 'upside down'
  | 'mirrored'
  | 'transposed'
  | 'transposed across'

/** Whether rows and columns change places, and of which frequencies (row i, column j) the sign changes. */
const TURNS: readonly (readonly [Turn, boolean, (i: number, j: number) => boolean])[] = [
  ['as it is', false, () => false],
  ['turned by 90', true, (_, j) => j % 2 === 0],
  ['turned by 180', false, (i, j) => (i + j) % 2 === 1],
  ['turned by 270', true, (i) => i % 2 === 0],
  ['upside down', false, (i) => i % 2 === 0],
  ['mirrored', false, (_, j) => j % 2 === 0],
  ['transposed', true, () => false],
  ['transposed across', true, (i, j) => (i + j) % 2 === 1],
]

/** The hash of a picture and of its seven turned and mirrored selves, with one quality for all. */
export function pdqTurns(picture: Picture): {
  readonly turns: ReadonlyMap<Turn, Hash256>
  readonly quality: number
} {
  const { frequencies, quality } = pdqFrequencies(picture)
  return {
    turns: new Map(
      TURNS.map(([turn, swaps, flips]) => [turn, toBits(turned(frequencies, swaps, flips))]),
    ),
    quality,
  }
}

function turned(
  frequencies: Float32Array,
  swaps: boolean,
  flips: (i: number, j: number) => boolean,
): Float32Array {
  return Float32Array.from(frequencies, (_, at) => {
    const [row, column] = [at >> 4, at & 15]
    const [i, j] = swaps ? [column, row] : [row, column]
    const value = frequencies[i * 16 + j]!
    return flips(i, j) ? -value : value
  })
}
