/** Says when nothing comes on for too long, and when it goes on again. By the clock that no one sets: a wall clock that jumps changes nothing. */

/** What is said of a log while it is followed, besides its leaves. */
export type Word =
  /** Nothing came on for so many seconds, and why as far as is known. */
  | { readonly kind: 'stall'; readonly seconds: number; readonly why: string }
  | { readonly kind: 'going-on'; readonly seconds: number }
  /** It answers but has not grown for so many seconds. */
  | { readonly kind: 'quiet'; readonly seconds: number; readonly size: number }
  /** Its newest head is of more than a day ago, the longest that a log may take (RFC 6962, 3). */
  | { readonly kind: 'old-head'; readonly timestamp: number; readonly size: number }
  /** Its newest head is of a time to come: its clock or ours is wrong. */
  | { readonly kind: 'head-ahead'; readonly timestamp: number; readonly size: number }
  /** It answered with a smaller head than before, and proved that its tree is a beginning of what was read, or did not. */
  | {
      readonly kind: 'went-back'
      readonly size: number
      readonly read: number
      readonly isProven: boolean
    }

/** After so long without anything coming on it is said; with the checks between, within a minute. */
export const STALL_MS = 45_000

export class Progress {
  private last: number
  private isStalled = false
  private why = 'no answer yet'
  private readonly timer: ReturnType<typeof setInterval>
  private readonly stallMs: number
  private readonly say: (word: Word) => void
  private readonly now: () => number

  constructor(
    stallMs: number,
    say: (word: Word) => void,
    now: () => number = () => performance.now(),
  ) {
    this.stallMs = stallMs
    this.say = say
    this.now = now
    this.last = now()
    this.timer = setInterval(() => this.check(), Math.max(10, stallMs / 9))
  }

  /** Something came on. */
  mark(): void {
    const seconds = this.seconds()
    this.last = this.now()
    if (!this.isStalled) return
    this.isStalled = false
    this.say({ kind: 'going-on', seconds })
  }

  /** The reason to give, should nothing come on. */
  note(why: string): void {
    this.why = why
  }

  end(): void {
    clearInterval(this.timer)
  }

  private check(): void {
    if (this.isStalled || this.now() - this.last < this.stallMs) return
    this.isStalled = true
    this.say({ kind: 'stall', seconds: this.seconds(), why: this.why })
  }

  private seconds(): number {
    return Math.round((this.now() - this.last) / 1000)
  }
}
