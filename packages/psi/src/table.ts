import { PsiError } from './errors.ts'
import { shuffledPlaces } from './padding.ts'

/** Bytes of a tag: among 10^13 pairs two fall together by a chance of 2^-37. */
export const TAG = 10

/** Values in the order they go out, shuffled; `undefined` stands for padding. */
export type Laid = { readonly order: readonly (string | undefined)[] }
/** The holder's tags in that order: what whoever asks is given. */
export type Table = Laid & { readonly table: Buffer }

/** Lays values out over `size` places at random. Throws `too-many`. */
export function layOut(values: readonly string[], size: number): Laid {
  if (values.length > size)
    throw new PsiError('too-many', `${values.length} items do not fit into ${size} places`)
  const places = shuffledPlaces(size)
  const order: (string | undefined)[] = Array.from({ length: size }, () => undefined)
  values.forEach((value, i) => {
    order[places[i]!] = value
  })
  return { order }
}

export type Found = { readonly index: number; readonly place: number }

/**
 * Where tags stand in a table, both ten bytes a tag: an index of open addressing over the tags, then one walk through the table.
 * Throws `bad-length` for a table that is no whole number of tags.
 */
export function findTags(tags: Buffer, table: Buffer): Found[] {
  if (table.length % TAG !== 0) throw new PsiError('bad-length', 'a table holds ten bytes a tag')
  const count = tags.length / TAG
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, count * 2)))).fill(-1)
  const mask = slots.length - 1
  for (let i = 0; i < count; i++) {
    let slot = tags.readUInt32LE(i * TAG) & mask
    while (slots[slot] !== -1) slot = (slot + 1) & mask
    slots[slot] = i
  }
  const found: Found[] = []
  for (let place = 0, at = 0; at < table.length; place++, at += TAG) {
    const first = table.readUInt32LE(at)
    for (let slot = first & mask; slots[slot] !== -1; slot = (slot + 1) & mask) {
      const index = slots[slot]!
      const isSame =
        tags.readUInt32LE(index * TAG) === first &&
        tags.compare(table, at, at + TAG, index * TAG, (index + 1) * TAG) === 0
      if (isSame) found.push({ index, place })
    }
  }
  return found
}

/** What an answer says: how many hit, and unless it is a count alone, which, with their places in the holder's table. */
export type Outcome = {
  readonly count: number
  readonly hits: readonly { readonly value: string; readonly place: number }[]
}
