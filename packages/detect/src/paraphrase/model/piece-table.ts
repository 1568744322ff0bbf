/** The numbers of each piece, kept in one byte each as the file has them: piece n is row n / 17 of the part n mod 17, which has a scale of its own. */
import { DetectError } from '../../errors.ts'
import { toFloats } from './arrays.ts'
import { WIDTH } from './encoder-graph.ts'
import type { Model } from './model-file.ts'

export type PieceTable = {
  /** Writes the numbers of a piece into `rows` from `at` on. */
  copy(piece: number, rows: Float32Array, at: number): void
}

/** Throws MALFORMED where the arrays are not there, or hold fewer than `pieces`: a piece without numbers would be like nothing, unsaid. */
export function createPieceTable(arrays: Model['arrays'], pieces: number): PieceTable {
  const scale = floats(arrays, 'scale')
  const lowest = floats(arrays, 'lo')
  const parts = Array.from(scale, (_, k) => bytesOf(arrays, `q${k + 1}`))
  const held = Math.min(...parts.map((part, k) => (part.length / WIDTH) * parts.length + k))
  if (!(held >= pieces))
    throw new DetectError('MALFORMED', `the model holds numbers for ${held} of ${pieces} pieces`)
  return {
    copy(piece, rows, at) {
      const part = piece % parts.length
      const from = ((piece - part) / parts.length) * WIDTH
      const [bytes, step, least] = [parts[part]!, scale[part]!, lowest[part]!]
      for (let k = 0; k < WIDTH; k++) rows[at + k] = bytes[from + k]! * step + least
    },
  }
}

function floats(arrays: Model['arrays'], name: string): Float32Array {
  const array = arrays.get(name)
  if (array?.type !== '<f4') throw new DetectError('MALFORMED', `the model holds no array ${name}`)
  return toFloats(array)
}

function bytesOf(arrays: Model['arrays'], name: string): Uint8Array {
  const array = arrays.get(name)
  if (array?.type !== '|u1' || array.shape[1] !== WIDTH)
    throw new DetectError('MALFORMED', `the model holds no array ${name} of ${WIDTH} columns`)
  return array.bytes
}
