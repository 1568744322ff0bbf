/** The encoder as its formulas stand, one number after the other; far too slow for use. */
import type { Matrix } from './sentence-model.ts'

type Rows = number[][]

const EPSILON = 1e-12

export function encodePlainly(
  weights: ReadonlyMap<string, Matrix>,
  table: Matrix,
  pieces: readonly number[],
): number[] {
  const of = (name: string) => weights.get(name)!
  const rows = pieces.map((piece) => [...table.data.subarray(piece * 512, piece * 512 + 512)])
  const projected = rows.map((row) =>
    [2, 3, 5].flatMap((size) => add(times(row, of(`proj${size}`)), of(`proj_b${size}`).data)),
  )
  const all = (name: string) => [2, 3, 5].flatMap((size) => [...of(`${name}${size}`).data])
  const kept = projected.map((row) => normal(row, all('ln_g'), all('ln_b')))
  const branches = [2, 3, 5].map((size, k) => {
    const before = (size - 1) >> 1
    const own = kept.map((row) => row.slice(k * 256, k * 256 + 256))
    const layer = (x: Rows, n: 1 | 2) =>
      x.map((row, at) => {
        const around = Array.from({ length: size }, (_, step) => x[at - before + step])
        const joined = around.flatMap((near) => near ?? Array<number>(256).fill(0))
        const out = relu(add(times(joined, of(`w${n}_${size}`)), of(`b${n}_${size}`).data))
        return add(out, row)
      })
    return layer(layer(own, 1), 2)
  })
  const features = rows.map((row, at) =>
    normal(
      [row, ...branches.map((branch) => branch[at]!)].flat(),
      of('ln_g').data,
      of('ln_b').data,
    ),
  )
  const summed = features.reduce((sum, row) => add(sum, row))
  const offsets = of('cnn_b').data.map((offset) => offset * pieces.length)
  const mean = add(times(summed, of('cnn_W')), offsets).map((x) => x / Math.sqrt(pieces.length))
  const first = relu(times(mean, of('d0')))
  const second = relu(add(times(mean, of('p1')), times(first, of('d1'))))
  const third = relu(times(second, of('d2')))
  const last = add(times(second, of('p3')), times(third, of('d3'))).map(Math.tanh)
  const length = Math.hypot(...last)
  return last.map((x) => x / length)
}

function times(row: readonly number[], { shape, data }: Matrix): number[] {
  const [height, width] = [shape[0]!, shape[1]!]
  const out = Array<number>(width).fill(0)
  for (let k = 0; k < height; k++)
    for (let c = 0; c < width; c++) out[c]! += row[k]! * data[k * width + c]!
  return out
}

function add(a: readonly number[], b: ArrayLike<number>): number[] {
  return a.map((x, k) => x + b[k]!)
}

function relu(row: readonly number[]): number[] {
  return row.map((x) => Math.max(0, x))
}

function normal(
  row: readonly number[],
  factor: ArrayLike<number>,
  offset: ArrayLike<number>,
): number[] {
  const mean = row.reduce((sum, x) => sum + x, 0) / row.length
  const spread = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length
  return row.map((x, k) => ((x - mean) / Math.sqrt(spread + EPSILON)) * factor[k]! + offset[k]!)
}
