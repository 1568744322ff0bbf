/**
 * Who is in the window: for each account present, how many of its posts, the sum of their times, the newest and the oldest.
 *
 * Present accounts sit in dense slots (swap-remove), so that a walk over them is sequential. Cost: constant
 * for each row that enters or leaves. Times are ticks; sums stay exact below 2^53.
 */
import type { Acts } from '../../activity/acts.ts'

/** Size of an object's work: distinct accounts, and the sum over rows of accounts present in the window before each. */
export type ObjectWork = {
  readonly accounts: number
  readonly presences: number
}

export class SlidingCounters {
  present = 0
  readonly slotAccount: Int32Array
  readonly slotCount: Float64Array
  readonly slotTimeSum: Float64Array
  readonly slotNewest: Float64Array
  private readonly slotOldestRow: Int32Array
  private readonly slotNewestRow: Int32Array
  private readonly slotOf: Int32Array
  private readonly surveyed: Int32Array
  private surveys = 0
  private nextOfAccount = new Int32Array(0)
  private account: Acts['account'] = new Int32Array(0)
  private time: Acts['time'] = new Int32Array(0)
  private start = 0
  private low = 0
  private high = 0

  constructor(accounts: number) {
    this.slotAccount = new Int32Array(accounts)
    this.slotCount = new Float64Array(accounts)
    this.slotTimeSum = new Float64Array(accounts)
    this.slotNewest = new Float64Array(accounts)
    this.slotOldestRow = new Int32Array(accounts)
    this.slotNewestRow = new Int32Array(accounts)
    this.slotOf = new Int32Array(accounts).fill(-1)
    this.surveyed = new Int32Array(accounts)
  }

  /** Begins the object whose rows are [start, end). */
  open(acts: Acts, start: number, end: number): void {
    this.account = acts.account
    this.time = acts.time
    this.start = start
    this.low = start
    this.high = start
    this.present = 0
    if (this.nextOfAccount.length < end - start) this.nextOfAccount = new Int32Array(end - start)
  }

  /** Lets row `row` enter; rows enter in order. */
  add(row: number): void {
    const account = this.account[row]!
    const now = this.time[row]!
    let slot = this.slotOf[account]!
    if (slot < 0) {
      slot = this.present++
      this.slotOf[account] = slot
      this.slotAccount[slot] = account
      this.slotCount[slot] = 0
      this.slotTimeSum[slot] = 0
      this.slotOldestRow[slot] = row
    } else this.nextOfAccount[this.slotNewestRow[slot]! - this.start] = row
    this.slotCount[slot]!++
    this.slotTimeSum[slot]! += now
    this.slotNewest[slot] = now
    this.slotNewestRow[slot] = row
    this.high = row + 1
  }

  /** Lets every row before `horizon` leave. */
  forget(horizon: number): void {
    while (this.low < this.high && this.time[this.low]! < horizon) this.remove(this.low++)
  }

  /** Time of the oldest post in the window of the account in slot `slot`. */
  oldest(slot: number): number {
    return this.time[this.slotOldestRow[slot]!]!
  }

  /** Empties the window. */
  close(): void {
    for (let k = 0; k < this.present; k++) this.slotOf[this.slotAccount[k]!] = -1
    this.present = 0
  }

  private remove(row: number) {
    const slot = this.slotOf[this.account[row]!]!
    if (--this.slotCount[slot]! > 0) {
      this.slotTimeSum[slot]! -= this.time[row]!
      this.slotOldestRow[slot] = this.nextOfAccount[row - this.start]!
      return
    }
    this.slotOf[this.account[row]!] = -1
    const moved = --this.present
    if (slot === moved) return
    this.slotAccount[slot] = this.slotAccount[moved]!
    this.slotCount[slot] = this.slotCount[moved]!
    this.slotTimeSum[slot] = this.slotTimeSum[moved]!
    this.slotNewest[slot] = this.slotNewest[moved]!
    this.slotOldestRow[slot] = this.slotOldestRow[moved]!
    this.slotNewestRow[slot] = this.slotNewestRow[moved]!
    this.slotOf[this.slotAccount[slot]!] = slot
  }

  /** How much work an object is, in one pass over its rows. */
  survey(acts: Acts, window: number, start: number, end: number): ObjectWork {
    let accounts = 0
    let presences = 0
    this.surveys++
    this.open(acts, start, end)
    for (let i = start; i < end; i++) {
      this.forget(acts.time[i]! - window)
      presences += this.present
      this.add(i)
      if (this.surveyed[acts.account[i]!] === this.surveys) continue
      this.surveyed[acts.account[i]!] = this.surveys
      accounts++
    }
    this.close()
    return { accounts, presences }
  }

  /** Flags the rows of an object that have another account's row within the window, before or after. */
  markPartnered(acts: Acts, window: number, start: number, end: number, flags: Uint8Array): void {
    this.open(acts, start, end)
    let ahead = start
    for (let i = start; i < end; i++) {
      const now = acts.time[i]!
      for (; ahead < end && acts.time[ahead]! <= now + window; ahead++) this.add(ahead)
      this.forget(now - window)
      if (this.present > 1) flags[i] = 1
    }
    this.close()
  }
}
