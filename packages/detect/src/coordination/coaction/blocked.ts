/**
 * Sliding counters into a block of a dense matrix: the way to count an object that a great many posts share.
 *
 * The window slides over the object once for each block of accounts; a row whose account is in the block
 * adds the counters of every account present to its row of the matrix. Cost: S steps of sequential memory
 * plus one pass over the rows for each block. Memory: at most BLOCK_CELLS cells of five numbers.
 */
import type { Acts } from '../../activity/acts.ts'
import { localNumbers } from './by-account.ts'
import type { CoActionCount } from './count.ts'
import type { SlidingCounters } from './sliding.ts'

/** Cells of one block: with five 8-byte fields each, 10 MB, which a processor's last cache holds. */
const BLOCK_CELLS = 1 << 18
const FIELDS = 5

/** Times the window slides over an object of so many accounts. */
export function blockPasses(accounts: number): number {
  return Math.ceil(accounts / blockHeight(accounts))
}

function blockHeight(accounts: number): number {
  return Math.min(accounts, Math.max(1, Math.floor(BLOCK_CELLS / accounts)))
}

/** Counts one object block by block. */
export function countBlocked(
  count: CoActionCount,
  acts: Acts,
  counters: SlidingCounters,
  window: number,
  object: number,
): void {
  const start = acts.objectStart[object]!
  const end = acts.objectStart[object + 1]!
  const { names } = localNumbers(acts, start, end)
  const local = new Int32Array(acts.accounts)
  for (let k = 0; k < names.length; k++) local[names[k]!] = k
  const width = names.length
  const height = blockHeight(width)
  const block = new Float64Array(width * height * FIELDS)
  for (let top = 0; top < width; top += height) {
    clear(block)
    slide(acts, counters, window, start, end, { block, local, top, height, width })
    flush(count, block, names, top, object)
  }
  counters.markPartnered(acts, window, start, end, count.partnered)
}

type Block = {
  readonly block: Float64Array
  readonly local: Int32Array
  readonly top: number
  readonly height: number
  readonly width: number
}

function clear(block: Float64Array) {
  block.fill(0)
  for (let at = 0; at < block.length; at += FIELDS) block[at + 2] = Infinity
}

function slide(
  acts: Acts,
  counters: SlidingCounters,
  window: number,
  start: number,
  end: number,
  { block, local, top, height, width }: Block,
) {
  const { account, time } = acts
  const { slotAccount, slotCount, slotTimeSum, slotNewest } = counters
  counters.open(acts, start, end)
  for (let i = start; i < end; i++) {
    const now = time[i]!
    counters.forget(now - window)
    const line = local[account[i]!]! - top
    if (line >= 0 && line < height) {
      const base = line * width
      const present = counters.present
      for (let k = 0; k < present; k++) {
        const cell = (base + local[slotAccount[k]!]!) * FIELDS
        const posts = slotCount[k]!
        const lag = now - slotNewest[k]!
        if (block[cell] === 0) block[cell + 3] = counters.oldest(k)
        block[cell]! += posts
        block[cell + 1]! += posts * now - slotTimeSum[k]!
        if (lag < block[cell + 2]!) block[cell + 2] = lag
        block[cell + 4] = now
      }
    }
    counters.add(i)
  }
  counters.close()
}

function flush(
  { edges }: CoActionCount,
  block: Float64Array,
  names: Int32Array,
  top: number,
  object: number,
) {
  const width = names.length
  const lines = Math.min(block.length / (width * FIELDS), width - top)
  for (let line = 0; line < lines; line++) {
    const mine = names[top + line]!
    for (let column = 0; column < width; column++) {
      const cell = (line * width + column) * FIELDS
      if (block[cell] === 0 || column === top + line) continue
      edges.record(
        edges.upsert(mine, names[column]!),
        object,
        block[cell]!,
        block[cell + 1]!,
        block[cell + 2]!,
        block[cell + 3]!,
        block[cell + 4]!,
      )
    }
  }
}
