import { PsiError } from './errors.ts'
import { openSealed, type PartyKeys, sealTo } from './party.ts'

/** Hits for the holder, sealed: a bit a place of its table, so that the size says nothing of how many there are. */
export function sealHits(places: readonly number[], size: number, holderKey: string): Buffer {
  const bits = Buffer.alloc(Math.ceil(size / 8))
  for (const place of places) bits[place >> 3]! |= 1 << (place & 7)
  return sealTo(holderKey, bits)
}

/** Places that hit, as the asker says. Throws `bad-length`, `bad-signature`. */
export function openHits(sealed: Buffer, size: number, keys: PartyKeys): number[] {
  const bits = openSealed(sealed, keys)
  if (bits.length !== Math.ceil(size / 8))
    throw new PsiError('bad-length', 'these hits are of a table of another size')
  const places: number[] = []
  for (let place = 0; place < size; place++)
    if (bits[place >> 3]! & (1 << (place & 7))) places.push(place)
  return places
}
