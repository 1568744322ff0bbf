/** A file of STIX that changes while logs are read: later versions replace, what is revoked or gone is withdrawn at once. */
import type { Indicators } from './indicators.ts'
import type { Update } from './followed-list.ts'
import { StixReader, type StixFault, type StixReading } from './read-stix.ts'

/** One file of objects, read again and again. */
export class FollowedStix {
  readonly #indicators: Indicators
  readonly #name: string
  readonly #onFault: (fault: StixFault) => void
  /** Where records of this file stand: a range of places a reading. */
  readonly #ranges: [from: number, to: number][] = []

  constructor(indicators: Indicators, name: string, onFault: (fault: StixFault) => void) {
    this.#indicators = indicators
    this.#name = name
    this.#onFault = onFault
  }

  /** Reads it for the first time. `objects` gives each with its line, or its number in the file. */
  read(objects: Iterable<readonly [object: unknown, line: number]>): StixReading {
    return this.#take(objects).counts
  }

  update(objects: Iterable<readonly [object: unknown, line: number]>): Update {
    const { records } = this.#indicators
    const deadBefore = records.dead
    const sizeBefore = records.size
    const { counts, seen } = this.#take(objects)
    const isOurs = (place: number) => this.#ranges.some(([from, to]) => place > from && place <= to)
    for (let at = 0; at < sizeBefore; at++)
      if (!seen.has(at) && !records.isDead(at) && isOurs(records.place(at))) records.withdraw(at)
    return {
      added: records.size - sizeBefore - counts.revoked,
      withdrawn: records.dead - deadBefore - counts.revoked,
      refused: counts.refused,
    }
  }

  #take(objects: Iterable<readonly [object: unknown, line: number]>): StixReader {
    const { sources } = this.#indicators
    const from = sources.open(this.#name)
    const reader = new StixReader(this.#indicators, this.#onFault)
    for (const [object, line] of objects) reader.take(object, line)
    this.#ranges.push([from, sources.nextBase])
    return reader
  }
}
