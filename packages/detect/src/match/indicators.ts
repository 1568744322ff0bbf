/** Indicators of all sources together, in the form in which lines are held against them. */
import { DetectError } from '../errors.ts'
import type { Pattern } from '@tocsin/stix'
import { KEY, kindOfKey, toKey, type KeyKind, type ValueKind } from './key.ts'
import { KeyTable } from './key-table.ts'
import { PatternSet } from './pattern-set.ts'
import { Records, type RecordFacts } from './records.ts'
import type { Value } from './read-value.ts'
import { Sources } from './sources.ts'

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

type Owner = { readonly ref: number; readonly isExact: boolean }

/** Collects indicators, and says how many there are of each kind. */
export class Indicators {
  readonly table: KeyTable
  readonly records = new Records()
  readonly sources = new Sources()
  readonly patterns = new PatternSet()
  /** Platforms of accounts, numbered by the marks of their entries. */
  readonly platforms: string[] = []
  readonly counts = new Map<ValueKind, number>()
  /** Lines that repeat one before. */
  repeated = 0

  /** `seed` makes the places of keys in the table unforeseeable; where it is given the same, so are they. */
  constructor(seed = crypto.getRandomValues(new Int32Array(1))[0]!) {
    this.table = new KeyTable(seed)
  }

  /** Adds a line of a list. A plain list's domain stands for the names below it too, unless `isExact`. */
  addLine(value: Value, line: number, { isExact = false } = {}): void {
    const place = this.sources.place(line)
    if (this.#isKnown(value)) this.repeated++
    else this.#add(value, { ref: toRef(REF.line, place), isExact })
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
        (value.kind !== 'account' || this.platforms[table.marks[entry]!] === value.platform)
      )
        return true
    return false
  }

  #add(value: Value, owner: Owner, isCounted = true): void {
    const key = toKey(value.kind, value.value)
    if (key === null) throw new DetectError('MALFORMED', `no ${value.kind}: ${value.value}`)
    if (isCounted) this.counts.set(value.kind, (this.counts.get(value.kind) ?? 0) + 1)
    else if (value.kind === 'account') this.#accountPatterns++
    const mark =
      value.kind === 'account' ? this.#platform(value.platform ?? '') : owner.isExact ? EXACT : 0
    const entry = this.table.add(key.kind, key.bytes, owner.ref, mark)
    if (key.kind === KEY.url) this.#addHost(entry, key.bytes)
    if (value.isSchemeless)
      this.table.add(
        key.kind,
        Buffer.from(`https${value.value.slice(value.value.indexOf(':'))}`),
        owner.ref,
        mark,
      )
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
