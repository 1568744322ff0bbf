/**
 * Edit index: which of many forms a label is at most two edits from, by common deletions (Garbe's symmetric
 * delete). A form is kept under itself and itself without one or two signs; a label asks for the same of
 * itself. Hashes are rolling, so that no string is built.
 *
 *   h(s) = s_0 B^(n-1) + ... + s_(n-1)  mod 2^32;   h(s without i) = h(s[0..i)) B^(n-i-1) + h(s(i..n))
 *
 * Cost of a look-up: 1 + n + n(n-1)/2 probes of a bitmap for n up to `LONG`, 1 + n beyond; memory: 8 bytes an entry.
 */
import type { Folded } from './fold.ts'

const BASE = 0x01000193
/** From this length on two edits are asked for; below, one. */
const TWO_FROM = 8
const LONG = 24
const MOST = 64

const SPREAD = 0x9e3779b1

const POWERS = new Int32Array(MOST + 1)
POWERS[0] = 1
for (let k = 1; k <= MOST; k++) POWERS[k] = Math.imul(POWERS[k - 1]!, BASE)

export class EditIndex {
  private readonly bitmap: Uint32Array
  private readonly shift: number
  private readonly heads: Int32Array
  private readonly hashes: Int32Array
  private readonly forms: Int32Array
  private readonly next: Int32Array
  private size = 0
  private readonly found: number[] = []
  private readonly prefix = new Int32Array(MOST + 1)

  constructor(forms: readonly Folded[]) {
    const entries = forms.reduce((sum, { size }) => sum + variantsOf(size), 0)
    const slots = 2 ** Math.ceil(Math.log2(Math.max(1024, entries * 2)))
    // The bitmap says of most labels at once that nothing is near.
    this.bitmap = new Uint32Array(Math.max(1 << 16, slots >> 2))
    this.shift = 32 - Math.log2(this.bitmap.length * 32)
    this.heads = new Int32Array(slots).fill(-1)
    this.hashes = new Int32Array(entries)
    this.forms = new Int32Array(entries)
    this.next = new Int32Array(entries)
    for (const [form, folded] of forms.entries())
      this.eachVariant(folded, (hash) => this.put(hash, form))
  }

  /**
   * The forms that may be near, perhaps more than once and wrongly: the caller measures. The list is the index's
   * own and stands until the next call. The loops of `variants`, once more, since most labels end here.
   */
  near({ signs, size }: Folded): readonly number[] {
    const { found, prefix, bitmap, shift } = this
    found.length = 0
    if (size === 0 || size > MOST) return found
    for (let k = 0; k < size; k++) prefix[k + 1] = (Math.imul(prefix[k]!, BASE) + signs[k]!) | 0
    const whole = prefix[size]!
    const probe = (hash: number): void => {
      const bit = Math.imul(hash, SPREAD) >>> shift
      if (((bitmap[bit >>> 5]! >>> (bit & 31)) & 1) !== 0) this.collect(hash)
    }
    probe(whole)
    const two = deletesTwo(size)
    for (let i = 0; i < size; i++) {
      if (i > 0 && signs[i] === signs[i - 1]) continue
      const head = prefix[i]!
      const after = prefix[i + 1]!
      probe((Math.imul((head - after) | 0, POWERS[size - i - 1]!) + whole) | 0)
      if (!two) continue
      // Without i, the prefix before j is that of the whole with this much added, times a power of the base.
      const lack = (head - after) | 0
      for (let j = i + 1; j < size; j++) {
        const front = (Math.imul(lack, POWERS[j - i - 1]!) + prefix[j]!) | 0
        const hash = (Math.imul((front - prefix[j + 1]!) | 0, POWERS[size - j - 1]!) + whole) | 0
        const bit = Math.imul(hash, SPREAD) >>> shift
        if (((bitmap[bit >>> 5]! >>> (bit & 31)) & 1) !== 0) this.collect(hash)
      }
    }
    return found
  }

  private collect(hash: number): void {
    const { heads, hashes, forms, next, found } = this
    for (let at = heads[mix(hash) & (heads.length - 1)]!; at >= 0; at = next[at]!)
      if (hashes[at] === hash && found.at(-1) !== forms[at]) found.push(forms[at]!)
  }

  private put(hash: number, form: number): void {
    const bit = Math.imul(hash, SPREAD) >>> this.shift
    this.bitmap[bit >>> 5]! |= 1 << (bit & 31)
    const slot = mix(hash) & (this.heads.length - 1)
    this.hashes[this.size] = hash
    this.forms[this.size] = form
    this.next[this.size] = this.heads[slot]!
    this.heads[slot] = this.size++
  }

  /** Hashes of the label, and of it without one sign, and without two where it is long enough for two edits. */
  private eachVariant({ signs, size }: Folded, visit: (hash: number) => void): void {
    if (size === 0 || size > MOST) return
    const { prefix } = this
    for (let k = 0; k < size; k++) prefix[k + 1] = (Math.imul(prefix[k]!, BASE) + signs[k]!) | 0
    const whole = prefix[size]!
    visit(whole)
    const two = deletesTwo(size)
    for (let i = 0; i < size; i++) {
      // Of equal neighbours one deletion is enough.
      if (i > 0 && signs[i] === signs[i - 1]) continue
      const head = prefix[i]!
      const tail = (whole - Math.imul(prefix[i + 1]!, POWERS[size - i - 1]!)) | 0
      visit((Math.imul(head, POWERS[size - i - 1]!) + tail) | 0)
      if (!two) continue
      for (let j = i + 1; j < size; j++) {
        const middle = (prefix[j]! - Math.imul(prefix[i + 1]!, POWERS[j - i - 1]!)) | 0
        const end = (whole - Math.imul(prefix[j + 1]!, POWERS[size - j - 1]!)) | 0
        const front = (Math.imul(head, POWERS[j - i - 1]!) + middle) | 0
        visit((Math.imul(front, POWERS[size - j - 1]!) + end) | 0)
      }
    }
  }
}

/** Edits that a form of this length may be away: 0 for the shortest. */
export function mostEdits(size: number): number {
  return size < 4 ? 0 : size < TWO_FROM ? 1 : 2
}

function variantsOf(size: number): number {
  return size > MOST ? 0 : 1 + size + (deletesTwo(size) ? (size * (size - 1)) / 2 : 0)
}

function deletesTwo(size: number): boolean {
  return size >= TWO_FROM - 2 && size <= LONG
}

function mix(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 8
}
