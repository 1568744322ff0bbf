import { randomBytes } from 'node:crypto'
import { PsiError } from './errors.ts'

/** Sizes that lists are padded to: powers of two from 16, so that a size tells at most the power. */
export const SMALLEST_SIZE = 16
export const LARGEST_SIZE = 1 << 24

/** The smallest size that holds so many items. Throws `too-many`. */
export function paddedSize(count: number): number {
  const size = Math.max(SMALLEST_SIZE, 2 ** Math.ceil(Math.log2(Math.max(1, count))))
  if (size > LARGEST_SIZE)
    throw new PsiError('too-many', `${count} items: a list has at most ${LARGEST_SIZE}`)
  return size
}

export function isPaddedSize(size: number): boolean {
  return size >= SMALLEST_SIZE && size <= LARGEST_SIZE && Number.isInteger(Math.log2(size))
}

/**
 * An even shuffle of 0 … count - 1 (Fisher and Yates; Durstenfeld 1964), by randomness of the system without bias: numbers past the
 * last whole multiple are drawn again.
 */
export function shuffledPlaces(count: number): Uint32Array {
  const places = Uint32Array.from({ length: count }, (_, i) => i)
  let pool = new Uint32Array(0)
  let at = 0
  const draw = (below: number) => {
    const bound = 2 ** 32 - (2 ** 32 % below)
    for (;;) {
      if (at === pool.length) {
        const fresh = randomBytes(1 << 16)
        pool = new Uint32Array(fresh.buffer, fresh.byteOffset, fresh.length / 4)
        at = 0
      }
      const drawn = pool[at++]!
      if (drawn < bound) return drawn % below
    }
  }
  for (let i = count - 1; i > 0; i--) {
    const j = draw(i + 1)
    const held = places[i]!
    places[i] = places[j]!
    places[j] = held
  }
  return places
}
