/**
 * Fold: letters and digits that eyes confuse are one sign (0 and o; 1, l and i; rn and m; vv and w), dashes are
 * none. Targets and names are folded alike, so that what is left are true edits.
 */
const ZERO = 48
const A = 97

/** Signs: 1 to 26 letters, 27 to 36 digits; 0 is none. */
export const SIGNS = 37
const O = 15
const L = 12
/** Of a label of the DNS there are at most 63. */
const LONGEST = 127
const [R, N, M, V, W] = [18, 14, 13, 22, 23]

/** A label folded: its signs, and for each the place in the label it begins at. */
export type Folded = {
  readonly signs: Uint8Array
  /** from[k] is the place of sign k; from[size] the length of the label. */
  readonly from: Uint8Array
  size: number
}

export function emptyFold(): Folded {
  return { signs: new Uint8Array(256), from: new Uint8Array(257), size: 0 }
}

/**
 * Folds `label` (plain small letters, at most 127) into `out`; other characters count as none. `split` writes m as
 * rn and w as vv instead of joining them: then what stands inside a label folds as it does alone.
 */
export function fold(label: string, out: Folded, split = false): Folded {
  const { signs, from } = out
  let size = 0
  const length = Math.min(LONGEST, label.length)
  for (let i = 0; i < length; i++) {
    const sign = signOf(label.charCodeAt(i))
    if (sign === 0) continue
    if (split && (sign === M || sign === W)) {
      signs[size] = sign === M ? R : V
      from[size++] = i
      signs[size] = sign === M ? N : V
      from[size++] = i
    } else if (!split && size > 0 && sign === N && signs[size - 1] === R) signs[size - 1] = M
    else if (!split && size > 0 && sign === V && signs[size - 1] === V) signs[size - 1] = W
    else {
      signs[size] = sign
      from[size++] = i
    }
  }
  from[size] = length
  out.size = size
  return out
}

/** A copy of its own. */
export function folded(label: string, split = false): Folded {
  const { signs, from, size } = fold(label, emptyFold(), split)
  return { signs: signs.slice(0, size), from: from.slice(0, size + 1), size }
}

function signOf(code: number): number {
  if (code >= A && code < A + 26) {
    const letter = code - A + 1
    return letter === 9 ? L : letter
  }
  if (code === ZERO) return O
  if (code === ZERO + 1) return L
  return code > ZERO && code <= ZERO + 9 ? 27 + code - ZERO : 0
}
