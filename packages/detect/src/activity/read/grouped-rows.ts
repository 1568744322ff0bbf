/** Rows grouped by object as they grow: columns in shared memory, of which untouched pages cost nothing. */
import type { Acts } from '../acts.ts'

/** The columns of some objects, one after the other; `ends` are their ends among the rows of the part. */
export type RowsPart = {
  readonly ends: Int32Array
  readonly account: Int32Array
  readonly time: Int32Array | Float64Array
  readonly content: Int32Array | null
}

export type RowsShape = {
  /** Most rows and objects there can be. */
  readonly rows: number
  readonly objects: number
  /** Ticks fit 32 bits. */
  readonly wholeTicks: boolean
  readonly withContent: boolean
}

export class GroupedRows {
  objects = 0
  private size = 0
  private readonly objectStart: Int32Array
  private readonly account: Int32Array
  private readonly time: Int32Array | Float64Array
  private readonly content: Int32Array | null

  constructor({ rows, objects, wholeTicks, withContent }: RowsShape) {
    const shared = (length: number, width: number) => new SharedArrayBuffer(length * width)
    this.objectStart = new Int32Array(shared(objects + 1, 4))
    this.account = new Int32Array(shared(rows, 4))
    this.time = wholeTicks ? new Int32Array(shared(rows, 4)) : new Float64Array(shared(rows, 8))
    this.content = withContent ? new Int32Array(shared(rows, 4)) : null
  }

  /** Opens the next object, of so many rows that are appended after it. */
  open(rows: number): void {
    this.objectStart[this.objects + 1] = this.objectStart[this.objects]! + rows
    this.objects++
  }

  /** Rows packed as tick * accounts + account. */
  appendPacked(items: Float64Array, accounts: number): void {
    const { account, time, size } = this
    for (let k = 0; k < items.length; k++) {
      const tick = Math.floor(items[k]! / accounts)
      time[size + k] = tick
      account[size + k] = items[k]! - tick * accounts
    }
    this.size += items.length
  }

  append(ticks: ArrayLike<number>, accounts: ArrayLike<number>): void {
    this.time.set(ticks, this.size)
    this.account.set(accounts, this.size)
    this.size += ticks.length
  }

  /** Contents of the rows appended last. */
  appendContents(items: ArrayLike<number>): void {
    this.content!.set(items, this.size - items.length)
  }

  appendPart({ ends, account, time, content }: RowsPart): void {
    for (let k = 0; k < ends.length; k++) this.open(ends[k]! - (k === 0 ? 0 : ends[k - 1]!))
    this.append(time, account)
    if (content !== null) this.appendContents(content)
  }

  /** What was appended since there were `objects` objects. */
  since(objects: number): RowsPart {
    const from = this.objectStart[objects]!
    return {
      ends: this.objectStart.slice(objects + 1, this.objects + 1).map((end) => end - from),
      account: this.account.subarray(from, this.size),
      time: this.time.subarray(from, this.size),
      content: this.content && this.content.subarray(from, this.size),
    }
  }

  get rows(): number {
    return this.size
  }

  whole(): Pick<Acts, 'objectStart' | 'account' | 'time' | 'content'> {
    const { account, time, content } = this.since(0)
    return { objectStart: this.objectStart.subarray(0, this.objects + 1), account, time, content }
  }
}
