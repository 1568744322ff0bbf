/**
 * Jarosz filter: two passes of a box along rows and columns, which together weigh like a tent.
 *
 * out[i] = mean of in[i - (w - h) .. i + h - 1] as far as they exist, with h = floor((w + 2) / 2); single precision at every
 * step, in the order of the reference, so that the last bit agrees.
 * Cost: 4 additions, 4 subtractions and 4 divisions a pixel, whatever the width of the box.
 * Paper: W. Jarosz, Fast Image Convolutions, SIGGRAPH 2001; as used by PDQ (Facebook, 2019).
 */
const PASSES = 2

/** Blurs `pixels` (rows x columns, row by row) in place; `spare` is as large and is written over. Widths in pixels. */
export function jaroszFilter(
  pixels: Float32Array,
  spare: Float32Array,
  rows: number,
  columns: number,
  across: number,
  down: number,
): void {
  const sums = new Float32Array(columns)
  for (let pass = 0; pass < PASSES; pass++) {
    for (let row = 0; row < rows; row++) boxAlong(pixels, spare, row * columns, columns, across)
    boxDown(spare, pixels, rows, columns, down, sums)
  }
}

/** Width of a box that leaves one sample of `to` for each stretch of `from` after two passes. */
export const boxWidth = (from: number, to: number): number =>
  Math.floor((from + 2 * to - 1) / (2 * to))

function boxAlong(
  from: Float32Array,
  to: Float32Array,
  start: number,
  length: number,
  width: number,
): void {
  const half = (width + 2) >> 1
  let left = start
  let right = start
  let out = start
  let sum = 0
  let held = 0
  for (let i = 1; i < half; i++, held++) sum = Math.fround(sum + from[right++]!)
  for (let i = half; i <= width; i++) {
    sum = Math.fround(sum + from[right++]!)
    held++
    to[out++] = sum / held
  }
  for (let i = width; i < length; i++) {
    sum = Math.fround(sum + from[right++]!)
    sum = Math.fround(sum - from[left++]!)
    to[out++] = sum / held
  }
  for (let i = 1; i < half; i++) {
    sum = Math.fround(sum - from[left++]!)
    held--
    to[out++] = sum / held
  }
}

/** All columns at once, row after row: the same sums in the same order, in the order of memory. */
function boxDown(
  from: Float32Array,
  to: Float32Array,
  rows: number,
  columns: number,
  width: number,
  sums: Float32Array,
): void {
  const half = (width + 2) >> 1
  let added = 0
  let taken = 0
  sums.fill(0)
  const add = () => {
    const start = added++ * columns
    for (let x = 0; x < columns; x++) sums[x] = sums[x]! + from[start + x]!
  }
  const take = () => {
    const start = taken++ * columns
    for (let x = 0; x < columns; x++) sums[x] = sums[x]! - from[start + x]!
  }
  for (let i = 1; i < half; i++) add()
  for (let row = 0; row < rows; row++) {
    if (added < rows) add()
    if (row > width - half) take()
    const held = added - taken
    const start = row * columns
    for (let x = 0; x < columns; x++) to[start + x] = sums[x]! / held
  }
}
