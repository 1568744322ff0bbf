/** Records as lines of numbers in one array; the place of a freed record is used again. */
export type LinesDump = {
  readonly cells: Float64Array
  readonly free: number
}

export class Lines {
  cells: Float64Array
  private used = 0
  /** First free line, each keeping the next in its first cell; -1 for none. */
  private free = -1
  private readonly width: number

  constructor(width: number, dump?: LinesDump) {
    this.width = width
    this.cells = dump === undefined ? new Float64Array(width * 1024) : dump.cells.slice()
    if (dump === undefined) return
    this.used = dump.cells.length / width
    this.free = dump.free
  }

  /** Position in `cells` of a line whose content is arbitrary. `cells` may be another array after. */
  take(): number {
    const free = this.free
    if (free >= 0) {
      this.free = this.cells[free]!
      return free
    }
    const at = this.used++ * this.width
    if (at >= this.cells.length) this.grow(at + this.width)
    return at
  }

  release(at: number): void {
    this.cells[at] = this.free
    this.free = at
  }

  /** Makes line `number` exist, for lines that are numbered from outside. */
  reach(number: number): number {
    const at = number * this.width
    if (number >= this.used) this.used = number + 1
    if (at + this.width > this.cells.length) this.grow(at + this.width)
    return at
  }

  dump(): LinesDump {
    return { cells: this.cells.slice(0, this.used * this.width), free: this.free }
  }

  private grow(needed: number) {
    const lines = Math.ceil((needed / this.width) * 1.5) + 1024
    const grown = new Float64Array(lines * this.width)
    grown.set(this.cells)
    this.cells = grown
  }
}
