/** One line read closely, because something in it was found or may wake a pattern. */
import { cut } from './cut.ts'
import { KEY } from './key.ts'
import { DEAD, EXACT, REF, refKind, refNumber, type Indicators } from './indicators.ts'
import type { Field } from './json-fields.ts'
import type { ReadLine } from './log-reader.ts'
import type { LookUp } from './look-up.ts'
import { Observing } from './observation.ts'
import { platformOf } from './platforms.ts'
import { splitColumns } from './web-columns.ts'

/** An entry of the table that the line holds, or a pattern that is true of it. */
export type Found = {
  readonly entry: number | null
  readonly ref: number
  readonly value: string
  readonly isBelow: boolean
  /** Of a pattern over several lines. */
  readonly lines?: readonly number[]
}

/** What a line holds of the table: found once, and what follows from its columns. */
export class LineDetail {
  readonly found: Found[] = []
  readonly patterns = new Set<number>()
  readonly #indicators: Indicators
  readonly #lookUp: LookUp
  readonly #text: Uint8Array
  readonly #read: () => ReadLine
  readonly #platform: string | undefined
  readonly #seen = new Set<number>()
  #observing: Observing | undefined

  constructor(
    indicators: Indicators,
    lookUp: LookUp,
    text: Uint8Array,
    read: () => ReadLine,
    platform: string | undefined,
  ) {
    this.#indicators = indicators
    this.#lookUp = lookUp
    this.#text = text
    this.#read = read
    this.#platform = platform
  }

  /** Takes what the look-up noted, whose places count from `offset` before the text, and looks up what columns make together. */
  collect(offset: number, hasLeftOut: boolean): void {
    const hasHost = hasLeftOut
      ? this.#takeKept()
      : this.#takeNoted((from, to) => this.#text.subarray(from - offset, to - offset))
    if (!hasHost) return
    for (const url of splitColumns(this.#read())) {
      const bytes = Buffer.from(url)
      this.#lookUp.clear()
      this.#lookUp.url(bytes, 0, bytes.indexOf('://'), bytes.length)
      this.#takeNoted(() => bytes)
    }
  }

  /** Looks up again, in the columns that are looked at alone. */
  #takeKept(): boolean {
    let hasHost = false
    for (const bytes of keptTexts(this.#read(), this.#text)) {
      this.#lookUp.clear()
      cut(bytes, 0, bytes.length, this.#lookUp, this.#indicators.hasAccounts)
      if (this.#takeNoted((from, to) => bytes.subarray(from, to))) hasHost = true
    }
    return hasHost
  }

  /** Notes by their entries; gives whether a host of an address of the web is among them. */
  #takeNoted(textAt: (from: number, to: number) => Uint8Array): boolean {
    const { table } = this.#indicators
    const { entries, from, to, isWhole, count } = this.#lookUp
    let hasHost = false
    for (let i = 0; i < count; i++) {
      const isBelow = isWhole[i] === 0
      let value: string | undefined
      for (let entry = entries[i]!; entry >= 0; entry = table.nexts[entry]! - 1) {
        const ref = table.refs[entry]!
        const kind = table.kinds[entry]
        if (kind === KEY.host && isBelow && table.marks[entry] === EXACT) continue
        if (ref === DEAD) continue
        if (refKind(ref) === REF.urlHost) hasHost = true
        else if (this.#seen.has(ref)) continue
        else if (kind === KEY.account && !this.#isAccount(entry, textAt(from[i]!, to[i]!))) continue
        else if (refKind(ref) === REF.pattern) this.patterns.add(refNumber(ref))
        else {
          value ??= Buffer.from(textAt(from[i]!, to[i]!)).toString()
          this.#seen.add(ref)
          this.found.push({ entry, ref, value, isBelow: kind === KEY.host && isBelow })
        }
      }
    }
    return hasHost
  }

  /** A name alone is nobody's account: a column must hold it, and its platform be known. */
  #isAccount(entry: number, text: Uint8Array): boolean {
    const { platforms, table } = this.#indicators
    const wanted = platforms[table.marks[entry]!]
    const name = Buffer.from(text).toString().toLowerCase()
    const { login, platform } = accountOf(this.#read())
    return login === name && (platform ?? this.#platform) === wanted
  }

  addPattern(record: number, lines: readonly number[]): void {
    const ref = ((REF.record << 30) | record) >>> 0
    if (this.#seen.has(ref)) return
    this.#seen.add(ref)
    this.found.push({ entry: null, ref, value: '', isBelow: false, lines })
  }

  /** What the line says, in objects of STIX. */
  observation(): Observing {
    if (this.#observing !== undefined) return this.#observing
    this.#observing = observe(this.#read(), this.#text, this.#platform)
    return this.#observing
  }
}

/** The objects of a line: its columns', those of addresses that columns make together, and whatever its text holds. */
export function observe(read: ReadLine, text: Uint8Array, platform: string | undefined): Observing {
  const observing = new Observing()
  for (const [column, value] of read.fields) {
    const role = read.mapping.get(column)
    if (role?.kind === 'path' && !role.text.startsWith('user-account:account_'))
      observing.assign(role.path, value)
  }
  observing.addAccount(accountOf(read, platform))
  for (const url of splitColumns(read)) observing.addUrl(url)
  for (const bytes of keptTexts(read, text)) observing.readText(bytes, 0, bytes.length)
  return observing
}

/** The text of a line, or, where a column of it is not looked at, of each of the others. */
function keptTexts({ fields, mapping }: ReadLine, text: Uint8Array): readonly Uint8Array[] {
  const isOut = ([column]: Field) => mapping.get(column)?.kind === 'left-out'
  if (!fields.some(isOut)) return [text]
  return fields.filter((one) => !isOut(one)).map(([, value]) => Buffer.from(String(value)))
}

/** The account that a line names by its columns, in small letters. */
export function accountOf(
  { fields, mapping }: ReadLine,
  platform?: string,
): { login?: string; platform?: string } {
  const at = (path: string) =>
    fields.find(([column]) => {
      const role = mapping.get(column)
      return role?.kind === 'path' && role.text === path
    })?.[1]
  const login = at('user-account:account_login')
  const named = at('user-account:account_type')
  return {
    ...(login === undefined ? {} : { login: String(login).replace(/^@/, '').toLowerCase() }),
    platform: named === undefined ? platform : platformOf(String(named)),
  }
}
