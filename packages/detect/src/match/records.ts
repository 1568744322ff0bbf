/** What is kept of each STIX indicator, or row of a table, that has an id or times: columns, no objects. Times of validity are kept to the second. */

/** Stands for no time at all. */
const NEVER = 0xffffffff

export type RecordFacts = {
  /** `indicator--…`; none for rows of a table. */
  readonly id?: string
  /** Where it stands: a place that `Sources` can name. */
  readonly place: number
  /** Milliseconds since 1970. */
  readonly from?: number
  readonly until?: number
  /** Version of the object. */
  readonly modified?: number
}

/** Numbers records from 0, and finds those of STIX by their ids. */
export class Records {
  #ids = new Uint8Array(0)
  #froms = new Uint32Array(0)
  #untils = new Uint32Array(0)
  #versions = new Uint32Array(0)
  /** Milliseconds beyond the second. */
  #thousandths = new Uint16Array(0)
  #places = new Uint32Array(0)
  #dead = new Uint8Array(0)
  /** Open addressing over the ids: a record's number and 1. */
  #index = new Uint32Array(64)
  size = 0
  /** Records that were withdrawn. */
  dead = 0

  add({ id, place, from, until, modified }: RecordFacts): number {
    if (this.size === this.#froms.length) this.#resize(Math.max(64, Math.ceil(this.size * 1.5)))
    const at = this.size++
    this.#froms[at] = from === undefined ? NEVER : toSeconds(Math.floor(from / 1000))
    this.#untils[at] = until === undefined ? NEVER : toSeconds(Math.ceil(until / 1000))
    this.#versions[at] = Math.floor((modified ?? 0) / 1000)
    this.#thousandths[at] = (modified ?? 0) % 1000
    this.#places[at] = place
    if (id === undefined) return at
    this.#ids.set(toBytes(id), at * 16)
    if (this.size > this.#index.length / 2) this.#widen()
    else this.#enter(at)
    return at
  }

  /** The record of an id, perhaps withdrawn; -1 where there is none. */
  find(id: string): number {
    const bytes = toBytes(id)
    const mask = this.#index.length - 1
    for (let slot = slotOf(bytes, 0, mask); ; slot = (slot + 1) & mask) {
      const at = this.#index[slot]! - 1
      if (at < 0) return -1
      if (bytes.every((b, i) => this.#ids[at * 16 + i] === b)) return at
    }
  }

  /** The id of its STIX object; undefined where it came from a table. */
  id(at: number): string | undefined {
    const hex = Buffer.from(this.#ids.subarray(at * 16, at * 16 + 16)).toString('hex')
    if (/^0*$/.test(hex)) return undefined
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
    return `indicator--${parts.join('-')}-${hex.slice(20)}`
  }

  place(at: number): number {
    return this.#places[at]!
  }

  /** Milliseconds since 1970 of its version. */
  version(at: number): number {
    return this.#versions[at]! * 1000 + this.#thousandths[at]!
  }

  /** When it began to be valid, in milliseconds; undefined where it does not say. */
  from(at: number): number | undefined {
    const from = this.#froms[at]!
    return from === NEVER ? undefined : from * 1000
  }

  /** Whether it is in force at an instant: from its first until before its last (STIX 2.1, 4.7). */
  isValid(at: number, instant: number): boolean {
    const [from, until] = [this.#froms[at]!, this.#untils[at]!]
    return (
      this.#dead[at] === 0 &&
      (from === NEVER || from * 1000 <= instant) &&
      (until === NEVER || instant < until * 1000)
    )
  }

  isDead(at: number): boolean {
    return this.#dead[at] === 1
  }

  /** Takes a record out: from now on nothing is said of it. */
  withdraw(at: number): void {
    if (this.#dead[at] === 1) return
    this.#dead[at] = 1
    this.dead++
  }

  /** Leaves out what was withdrawn; gives for each record its new number and 1, or 0. */
  compact(): Uint32Array {
    const numbers = new Uint32Array(this.size)
    let size = 0
    for (let at = 0; at < this.size; at++) {
      if (this.#dead[at] === 1) continue
      this.#ids.copyWithin(size * 16, at * 16, at * 16 + 16)
      const columns = [this.#froms, this.#untils, this.#versions, this.#thousandths, this.#places]
      for (const column of columns) column[size] = column[at]!
      numbers[at] = ++size
    }
    this.size = size
    this.dead = 0
    this.#dead.fill(0)
    this.trim()
    let slots = 64
    while (slots < size * 2) slots *= 2
    this.#index = new Uint32Array(slots)
    for (let at = 0; at < size; at++) this.#enter(at)
    return numbers
  }

  trim(): void {
    this.#resize(this.size)
  }

  /** Bytes held. */
  get bytes(): number {
    const columns = [this.#ids, this.#froms, this.#untils, this.#versions, this.#places]
    const rest = this.#thousandths.byteLength + this.#dead.byteLength + this.#index.byteLength
    return columns.reduce((sum, { byteLength }) => sum + byteLength, rest)
  }

  #resize(room: number): void {
    this.#ids = moved(this.#ids, new Uint8Array(room * 16))
    this.#froms = moved(this.#froms, new Uint32Array(room))
    this.#untils = moved(this.#untils, new Uint32Array(room))
    this.#versions = moved(this.#versions, new Uint32Array(room))
    this.#thousandths = moved(this.#thousandths, new Uint16Array(room))
    this.#places = moved(this.#places, new Uint32Array(room))
    this.#dead = moved(this.#dead, new Uint8Array(room))
  }

  #widen(): void {
    this.#index = new Uint32Array(this.#index.length * 2)
    for (let at = 0; at < this.size; at++) this.#enter(at)
  }

  #enter(at: number): void {
    const mask = this.#index.length - 1
    let slot = slotOf(this.#ids, at * 16, mask)
    while (this.#index[slot] !== 0) slot = (slot + 1) & mask
    this.#index[slot] = at + 1
  }
}

function toSeconds(seconds: number): number {
  return Math.min(Math.max(seconds, 0), NEVER - 1)
}

function toBytes(id: string): Uint8Array {
  const bytes = new Uint8Array(16)
  bytes.set(Buffer.from(id.slice(-36).replaceAll('-', ''), 'hex').subarray(0, 16))
  return bytes
}

/** Ids are random or hashes themselves; whoever forges them to collide slows down their own list. */
function slotOf(ids: Uint8Array, start: number, mask: number): number {
  let h = 0
  for (let i = start; i < start + 16; i++) h = Math.imul(h ^ ids[i]!, 0x01000193)
  return (h ^ (h >>> 15)) & mask
}

function moved<C extends Uint8Array | Uint16Array | Uint32Array>(from: C, to: C): C {
  to.set(from.subarray(0, Math.min(from.length, to.length)))
  return to
}
