/** Posts by id, remembered while they could still be taken in again: a source that repeats itself counts once. */
import { CountedNames, type NamesDump } from './counted-names.ts'
import { Panes, type PanesDump } from './panes.ts'

export type SeenPostsDump = {
  readonly names: NamesDump
  readonly buckets: PanesDump
}

export class SeenPosts {
  private readonly names: CountedNames
  private readonly buckets: Panes
  private readonly bucket: number

  /** `bucket`: microseconds of the spans of time in which ids are forgotten together. */
  constructor(bucket: number, dump?: SeenPostsDump) {
    this.bucket = bucket
    this.names = dump ? CountedNames.restore('posts', dump.names) : new CountedNames('posts')
    this.buckets = new Panes(dump?.buckets)
  }

  has(id: string): boolean {
    return this.names.has(id)
  }

  add(id: string, time: number): void {
    this.buckets.add(Math.floor(time / this.bucket), this.names.retain(id))
  }

  forgetBefore(horizon: number): void {
    for (const [, numbers] of this.buckets.takeBefore(Math.floor(horizon / this.bucket)))
      for (const number of numbers) this.names.release(number)
  }

  dump(): SeenPostsDump {
    return { names: this.names.dump(), buckets: this.buckets.dump() }
  }
}
