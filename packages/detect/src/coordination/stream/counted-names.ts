/**
 * Names by small numbers that are given out again once nothing refers to them: a stream meets new names
 * for ever, and remembers only those in use.
 */
import { DetectError } from '../../errors.ts'

/** Numbers stay below this, so that two of them make one exact number. */
const MOST_NAMES = 1 << 24

/** What `restoreNames` needs. */
export type NamesDump = {
  readonly names: readonly (string | null)[]
  readonly references: Int32Array
  readonly free: readonly number[]
}

export class CountedNames {
  private readonly numbers = new Map<string, number>()
  private readonly names: (string | null)[] = []
  private references = new Int32Array(1024)
  private readonly free: number[] = []
  private readonly what: string

  /** `what` names the thing in an error. */
  constructor(what: string) {
    this.what = what
  }

  /** Number of the name, referred to once more; throws TOO_MANY. */
  retain(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) {
      this.references[known]!++
      return known
    }
    const number = this.take(name)
    this.numbers.set(name, number)
    return number
  }

  /** A number of its own for a thing without a name. */
  retainNameless(): number {
    return this.take(null)
  }

  retainNumber(number: number): void {
    this.references[number]!++
  }

  release(number: number): void {
    if (--this.references[number]! > 0) return
    const name = this.names[number]
    if (name !== null && name !== undefined) this.numbers.delete(name)
    this.names[number] = null
    this.free.push(number)
  }

  name(number: number): string {
    return this.names[number] ?? ''
  }

  has(name: string): boolean {
    return this.numbers.has(name)
  }

  get size(): number {
    return this.names.length - this.free.length
  }

  dump(): NamesDump {
    const references = this.references.slice(0, this.names.length)
    return { names: this.names, references, free: this.free }
  }

  static restore(what: string, { names, references, free }: NamesDump): CountedNames {
    const restored = new CountedNames(what)
    for (const name of names) {
      if (name !== null) restored.numbers.set(name, restored.names.length)
      restored.names.push(name)
    }
    restored.references = new Int32Array(Math.max(1024, names.length))
    restored.references.set(references)
    for (const number of free) restored.free.push(number)
    return restored
  }

  private take(name: string | null): number {
    const number = this.free.pop() ?? this.names.length
    if (number >= MOST_NAMES)
      throw new DetectError('TOO_MANY', `more than ${MOST_NAMES} ${this.what} at once`)
    if (number === this.references.length) {
      const grown = new Int32Array(number * 2)
      grown.set(this.references)
      this.references = grown
    }
    this.names[number] = name
    this.references[number] = 1
    return number
  }
}
