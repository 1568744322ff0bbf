/** Indicators of all sources together, in the form in which lines are held against them. */
import { DetectError } from '../errors.ts'
import type { Pattern } from '@tocsin/stix'
import { KEY, kindOfKey, toKey, type KeyKind, type ValueKind } from './key.ts'
import { KeyTable } from './key-table.ts'
import { PatternSet } from './pattern-set.ts'
import type { Reach, Unreached } from './reach.ts'
import { Records, type RecordFacts } from './records.ts'
import type { Value } from './read-value.ts'
import { Sources } from './sources.ts'
import { warningsOf } from './warning-lists.ts'

/** What a reference of an entry leads to: two bits, and a number below. */
export const REF = { line: 0, record: 1, pattern: 2, urlHost: 3 } as const
const BITS = 30
const MOST = 2 ** BITS

export function refKind(ref: number): number {
  return ref >>> BITS
}

export function refNumber(ref: number): number {
  return ref & (MOST - 1)
}

function toRef(kind: number, number: number): number {
  if (number >= MOST) throw new DetectError('TOO_MANY', `more than ${MOST} lines of indicators`)
  return ((kind << BITS) | number) >>> 0
}

/** Marks of a name: that it stands for itself alone. */
export const EXACT = 1
/** Mark of an address of the web that was written without a scheme, in its second form. */
const TWIN = 2
/** The reference of what was withdrawn. */
export const DEAD = 0xffffffff
/** Indicators that are named of each warning list. */
const MOST_NAMED = 5
/** Patterns whose ids are told of those that a log cannot hold. */
const MOST_SHOWN = 3
/** Part of the entries that may be dead before the table is written anew. */
const MOST_DEAD = 0.25

type Owner = { readonly ref: number; readonly isExact: boolean }

/** Collects indicators, and says how many there are of each kind. */
export class Indicators {
  table: KeyTable
  records = new Records()
  readonly sources = new Sources()
  readonly patterns = new PatternSet()
  /** Platforms of accounts, numbered by the marks of their entries. */
  readonly platforms: string[] = []
  /** Indicators that stand on warning lists, by the number of the list: how many, and some of them. */
  readonly warnings = new Map<number, { count: number; readonly some: string[] }>()
  readonly counts = new Map<ValueKind, number>()
  readonly #seed: number
  #dead = 0
  /** Lines that repeat one before them in their list. */
  repeated = 0

  /** `seed` makes the places of keys in the table unforeseeable; where it is given the same, so are they. */
  constructor(seed = crypto.getRandomValues(new Int32Array(1))[0]!) {
    this.#seed = seed
    this.table = new KeyTable(seed)
  }

  /**
   * Adds a line of a list, unless one before it in that list says the same; gives whether it was new. A plain list's domain stands
   * for the names below it too, unless `isExact`.
   */
  addLine(value: Value, line: number, { isExact = false } = {}): boolean {
    const place = this.sources.place(line)
    if (this.#isKnown(value)) {
      this.repeated++
      return false
    }
    this.#add(value, { ref: toRef(REF.line, place), isExact })
    return true
  }

  /** Adds a record with an id or times, and gives its number. */
  addRecord(facts: Omit<RecordFacts, 'place'>, line: number): number {
    const number = this.records.add({ ...facts, place: this.sources.place(line) })
    return number
  }

  /** A value that stands for a record. */
  addOfRecord(value: Value, record: number, { isExact }: { isExact: boolean }): void {
    this.#add(value, { ref: toRef(REF.record, record), isExact })
  }

  /** A pattern that no table holds; gives why it cannot be matched with lines, or null. */
  addPattern(pattern: Pattern, record: number): string | null {
    return this.patterns.add(pattern, record, (value, number) =>
      this.#add(value, { ref: toRef(REF.pattern, number), isExact: true }, false),
    )
  }

  /** Must be called once all indicators are there. */
  build(): void {
    this.patterns.build()
    this.table.trim()
    this.records.trim()
  }

  /** Readies what came after `build`, and gives back the room of what was withdrawn where that is much. */
  settle(): void {
    this.patterns.build()
    const { records, table } = this
    if (this.#dead + records.dead > (table.size + records.size) * MOST_DEAD) this.#compact()
  }

  /**
   * Gives the lines of a source other numbers: those of `moved`, which holds for each line its new one from `base` on, or 0 where it
   * is gone. Gives how many values were withdrawn.
   */
  moveLines(from: number, moved: Uint32Array, base: number): number {
    const { table, counts } = this
    let withdrawn = 0
    for (let entry = 0; entry < table.size; entry++) {
      const ref = table.refs[entry]!
      const line = refKind(ref) === REF.line ? refNumber(ref) - from : 0
      if (line <= 0 || line >= moved.length) continue
      if (moved[line]! > 0) {
        table.refs[entry] = toRef(REF.line, base + moved[line]!)
        continue
      }
      table.refs[entry] = DEAD
      this.#dead++
      if (table.kinds[entry] === KEY.url && table.marks[entry] === TWIN) continue
      const kind = this.kindOf(entry)
      counts.set(kind, counts.get(kind)! - 1)
      withdrawn++
    }
    return withdrawn
  }

  /** Writes tables anew without what was withdrawn. */
  #compact(): void {
    const before = this.table
    const numbers = this.records.compact()
    this.patterns.renumber(numbers)
    this.table = new KeyTable(this.#seed, before.size - this.#dead)
    for (let entry = 0; entry < before.size; entry++) {
      const ref = before.refs[entry]!
      if (ref === DEAD || refKind(ref) === REF.urlHost) continue
      const isRecord = refKind(ref) === REF.record
      const number = isRecord ? numbers[refNumber(ref)]! - 1 : refNumber(ref)
      if (number < 0) continue
      const start = before.starts[entry]!
      const key = before.keys.slice(start, start + before.lengths[entry]!)
      const kind = before.kinds[entry] as KeyKind
      const owner = this.table.add(kind, key, toRef(refKind(ref), number), before.marks[entry]!)
      if (kind === KEY.url) this.#addHost(owner, key)
    }
    this.#dead = 0
    this.table.trim()
  }

  /** What a log with this reach cannot hold. */
  unreached(reach: Reach): Unreached {
    const { records } = this
    const patterns = this.patterns.unreached(reach).filter((record) => !records.isDead(record))
    const some = patterns.slice(0, MOST_SHOWN).flatMap((record) => records.id(record) ?? [])
    const accounts = reach.hasAccounts || !this.hasAccounts ? 0 : this.#countAccounts()
    return { patterns: patterns.length, some, accounts }
  }

  #countAccounts(): number {
    const { kinds, refs, size } = this.table
    let count = 0
    for (let entry = 0; entry < size; entry++) {
      const ref = refs[entry]!
      if (kinds[entry] !== KEY.account || ref === DEAD || refKind(ref) === REF.pattern) continue
      if (refKind(ref) === REF.line || !this.records.isDead(refNumber(ref))) count++
    }
    return count
  }

  /** Bytes that the tables take. */
  get bytes(): number {
    return this.table.bytes + this.records.bytes
  }

  /** Values in the tables and patterns beside them. */
  get size(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, this.patterns.size)
  }

  get hasAccounts(): boolean {
    return (this.counts.get('account') ?? 0) > 0 || this.#accountPatterns > 0
  }

  #accountPatterns = 0

  #isKnown(value: Value): boolean {
    const key = toKey(value.kind, value.value)
    if (key === null) return false
    const { table } = this
    for (let entry = table.findKey(key); entry >= 0; entry = table.nexts[entry]! - 1)
      if (
        refKind(table.refs[entry]!) === REF.line &&
        refNumber(table.refs[entry]!) > this.sources.base &&
        (value.kind !== 'account' || this.platforms[table.marks[entry]!] === value.platform)
      )
        return true
    return false
  }

  #add(value: Value, owner: Owner, isCounted = true): void {
    const key = toKey(value.kind, value.value)
    if (key === null) throw new DetectError('MALFORMED', `no ${value.kind}: ${value.value}`)
    if (isCounted) {
      this.counts.set(value.kind, (this.counts.get(value.kind) ?? 0) + 1)
      this.#warn(value)
    }
    if (!isCounted && value.kind === 'account') this.#accountPatterns++
    const mark =
      value.kind === 'account' ? this.#platform(value.platform ?? '') : owner.isExact ? EXACT : 0
    const entry = this.table.add(key.kind, key.bytes, owner.ref, mark)
    if (key.kind === KEY.url) this.#addHost(entry, key.bytes)
    if (value.isSchemeless)
      this.table.add(
        key.kind,
        Buffer.from(`https${value.value.slice(value.value.indexOf(':'))}`),
        owner.ref,
        TWIN,
      )
  }

  #warn(value: Value): void {
    for (const list of warningsOf(value)) {
      const known = this.warnings.get(list)
      if (known === undefined) this.warnings.set(list, { count: 1, some: [value.value] })
      else if (known.count++ < MOST_NAMED) known.some.push(value.value)
    }
  }

  /** The host of an address wakes the look at columns that hold host and path apart. */
  #addHost(entry: number, key: Uint8Array): void {
    const text = Buffer.from(key).toString('latin1')
    const found = /^[^:]*:\/\/(?:[^/@]*@)?([^/:]+)/.exec(text)
    if (!found) return
    const host = found[1]!
    const offset = found[0].length - host.length
    const ref = toRef(REF.urlHost, 0)
    const address = toKey('ipv4', host)
    if (address !== null) this.#once(address.kind, address.bytes, ref)
    else if (this.#isNew(KEY.host, key.subarray(offset, offset + host.length), ref))
      this.table.addPart(KEY.host, entry, offset, host.length, ref, EXACT)
  }

  #once(kind: KeyKind, key: Uint8Array, ref: number): void {
    if (this.#isNew(kind, key, ref)) this.table.add(kind, key, ref, EXACT)
  }

  #isNew(kind: KeyKind, bytes: Uint8Array, ref: number): boolean {
    const { table } = this
    for (let entry = table.findKey({ kind, bytes }); entry >= 0; entry = table.nexts[entry]! - 1)
      if (table.refs[entry] === ref) return false
    return true
  }

  #platform(name: string): number {
    const known = this.platforms.indexOf(name)
    if (known >= 0) return known
    if (this.platforms.length === 255)
      throw new DetectError('TOO_MANY', 'accounts of more than 255 platforms')
    return this.platforms.push(name) - 1
  }

  /** What an entry is of, in words. */
  kindOf(entry: number): ValueKind {
    return kindOfKey(this.table.kinds[entry] as KeyKind)
  }
}
