/**
 * Names of a zone file that an earlier one did not have: a merge of two sorted files, a name of each in memory at a time.
 * Cost: both files are read once. Registries sort by bytes or in the canonical order of DNS (RFC 4034, 6.1); which of them is seen
 * from the beginning of both files, and a name out of that order is a fault, never a name that is new.
 */
import { DetectError } from '@tocsin/detect'

type Named = { readonly name: string; readonly line: number }
type Batches = AsyncIterable<readonly Named[]>
/** What names compare by, as texts do. */
type Order = (name: string) => string

export type ZoneCounts = { now: number; before: number; fresh: number; gone: number }

const ORDERS: readonly Order[] = [
  (name) => name,
  (name) => name.split('.').toReversed().join('\u0000'),
]

/** Names looked at before an order is settled on. */
const LOOKED_AT = 50_000

/**
 * Batches of names in `now` and not in `before`, with `counts` kept as it goes. Throws DetectError `MALFORMED` with the file and line
 * of a name that is out of order.
 */
export async function* newNames(
  now: { file: string; batches: Batches },
  before: { file: string; batches: Batches },
  counts: ZoneCounts,
): AsyncGenerator<string[]> {
  const [news, olds] = [new Reading(now), new Reading(before)]
  const order = chooseOrder(await news.begin(), await olds.begin())
  let old = await olds.next(order)
  for (let batch = await news.batch(order); batch !== null; batch = await news.batch(order)) {
    const fresh: string[] = []
    for (const { name, key } of batch) {
      counts.now++
      while (old !== null && old.key < key) {
        counts.gone++
        old = olds.ready() ?? (await olds.next(order))
      }
      if (old !== null && old.key === key) old = olds.ready() ?? (await olds.next(order))
      else fresh.push(name)
    }
    counts.fresh += fresh.length
    yield fresh
  }
  for (; old !== null; old = olds.ready() ?? (await olds.next(order))) counts.gone++
  counts.before = olds.read
}

/** The first order that the beginnings of both files are in; the first of all where none is, so that the fault is named. */
function chooseOrder(...beginnings: readonly (readonly Named[])[]): Order {
  const fits = (order: Order) =>
    beginnings.every((names) =>
      names.every(({ name }, k) => k === 0 || order(names[k - 1]!.name) <= order(name)),
    )
  return ORDERS.find(fits) ?? ORDERS[0]!
}

/** A sorted file under way. */
class Reading {
  read = 0
  readonly #file: string
  readonly #source: AsyncIterator<readonly Named[]>
  #begun: Named[] = []
  #waiting: { name: string; key: string }[] = []
  #at = 0
  #last = ''

  constructor({ file, batches }: { file: string; batches: Batches }) {
    this.#file = file
    this.#source = batches[Symbol.asyncIterator]()
  }

  /** Reads ahead, and gives what it read. */
  async begin(): Promise<readonly Named[]> {
    while (this.#begun.length < LOOKED_AT) {
      const { done, value } = await this.#source.next()
      if (done) break
      for (const one of value) this.#begun.push(one)
    }
    return this.#begun
  }

  /** The next names with what they compare by; null at the end. */
  async batch(order: Order): Promise<{ name: string; key: string }[] | null> {
    if (this.#begun.length > 0) {
      const names = this.#begun
      this.#begun = []
      return this.#verified(names, order)
    }
    const { done, value } = await this.#source.next()
    return done ? null : this.#verified(value, order)
  }

  /** The next name that is in memory, without waiting; null where none is. */
  ready(): { name: string; key: string } | null {
    return this.#at < this.#waiting.length ? this.#waiting[this.#at++]! : null
  }

  async next(order: Order): Promise<{ name: string; key: string } | null> {
    for (;;) {
      const one = this.ready()
      if (one !== null) return one
      const batch = await this.batch(order)
      if (batch === null) return null
      this.#waiting = batch
      this.#at = 0
    }
  }

  #verified(names: readonly Named[], order: Order): { name: string; key: string }[] {
    return names.flatMap(({ name, line }) => {
      const key = order(name)
      if (key < this.#last)
        throw new DetectError(
          'MALFORMED',
          `"${name}" stands behind a name that it belongs before: sort the file by its names (LC_ALL=C sort), or new names would be missed`,
          { file: this.#file, line },
        )
      if (key === this.#last) return []
      this.#last = key
      this.read++
      return [{ name, key }]
    })
  }
}
