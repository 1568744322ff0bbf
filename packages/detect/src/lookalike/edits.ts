/**
 * Edits: the cheapest way from a form to a label, each edit priced by how often people and imitators make it.
 *
 * Optimal string alignment (insertion, omission, replacement, neighbours exchanged), prices in bits. Cost: n m.
 */
import type { Folded } from './fold.ts'

/** Bits of which letter it is, where any will do. */
const ANY = 4.7
/** Where it is one of a few: a key beside, the same letter again, another vowel. */
const FEW = 2.5

export type Edits = {
  readonly count: number
  /** What was done, most telling first; empty where nothing was. */
  readonly kinds: readonly EditKind[]
  /** Bits, without which form and how many edits. */
  readonly bits: number
}

export type EditKind =
  'omission' | 'insertion' | 'repetition' | 'replacement' | 'transposition' | 'vowel-swap'

const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const BESIDE = keysBeside()
const VOWELS = new Set([...'aeou'].map(signOf).concat([12]))
/** Added for each edit while the way is sought, so that one edit is never told as two cheap ones. */
const A_STEP = 4
const PLURAL = signOf('s')
const COSTLY = Infinity

/** Null where more than `most` edits are needed. */
export function measureEdits(form: Folded, label: Folded, most: number): Edits | null {
  const n = form.size
  const m = label.size
  if (Math.abs(n - m) > most) return null
  const place = Math.log2(n + 1)
  const cost: Float64Array[] = Array.from({ length: n + 1 }, () => new Float64Array(m + 1))
  for (let i = 0; i <= n; i++)
    for (let j = 0; j <= m; j++)
      if (i > 0 || j > 0) cost[i]![j] = cheapest(form, label, cost, i, j, place)
  const kinds: EditKind[] = []
  let [i, j] = [n, m]
  while (i > 0 || j > 0) {
    const step = stepTo(form, label, cost, i, j, place)
    if (step.kind !== null) kinds.push(step.kind)
    i -= step.i
    j -= step.j
    if (kinds.length > most) return null
  }
  const bits = cost[n]![m]! - A_STEP * kinds.length
  return { count: kinds.length, kinds: kinds.toReversed(), bits }
}

type Step = {
  readonly i: number
  readonly j: number
  readonly kind: EditKind | null
  readonly bits: number
}

function stepTo(
  { signs: a }: Folded,
  { signs: b }: Folded,
  cost: readonly Float64Array[],
  i: number,
  j: number,
  place: number,
): Step {
  let best: Step = { i: 0, j: 0, kind: null, bits: COSTLY }
  const offer = (di: number, dj: number, kind: EditKind | null, bits: number): void => {
    const total = cost[i - di]![j - dj]! + bits + (kind === null ? 0 : A_STEP)
    if (total < best.bits) best = { i: di, j: dj, kind, bits: total }
  }
  const [x, y] = [a[i - 1]!, b[j - 1]!]
  if (i > 0 && j > 0 && x === y) offer(1, 1, null, 0)
  if (i > 0 && j > 0 && x !== y) {
    const isVowel = VOWELS.has(x) && VOWELS.has(y)
    offer(
      1,
      1,
      isVowel ? 'vowel-swap' : 'replacement',
      place + (isVowel ? 2 : isNear(x, y) ? FEW : ANY),
    )
  }
  if (i > 0) offer(1, 0, 'omission', place)
  if (j > 0) {
    const again = y === a[i - 1] || y === a[i]
    const beside = (i > 0 && isNear(a[i - 1]!, y)) || (i < a.length && isNear(a[i]!, y))
    const isPlural = y === PLURAL && j === b.length && i === a.length
    offer(
      0,
      1,
      again ? 'repetition' : 'insertion',
      isPlural ? FEW : place + (again ? 0 : beside ? FEW : ANY),
    )
  }
  if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y && x !== y)
    offer(2, 2, 'transposition', place)
  return best
}

function cheapest(...at: Parameters<typeof stepTo>): number {
  return stepTo(...at).bits
}

function isNear(x: number, y: number): boolean {
  return BESIDE[x]?.has(y) === true || isOneBit(x, y)
}

/** Whether one flipped bit makes the one of the other. */
function isOneBit(x: number, y: number): boolean {
  const bits = codeOf(x) ^ codeOf(y)
  return (bits & (bits - 1)) === 0
}

function codeOf(sign: number): number {
  return sign <= 26 ? sign + 96 : sign - 27 + 48
}

function signOf(letter: string): number {
  return letter.charCodeAt(0) - 96
}

function keysBeside(): ReadonlySet<number>[] {
  const beside: Set<number>[] = Array.from({ length: 37 }, () => new Set())
  for (const [row, keys] of KEYS.entries())
    for (const [k, key] of [...keys].entries())
      for (const other of [keys[k - 1], keys[k + 1], KEYS[row + 1]?.[k], KEYS[row + 1]?.[k - 1]])
        if (other !== undefined) {
          beside[signOf(key)]!.add(signOf(other))
          beside[signOf(other)]!.add(signOf(key))
        }
  // Digits that stand for letters.
  for (const [letter, digit] of [
    ['e', 3],
    ['a', 4],
    ['s', 5],
    ['g', 6],
    ['t', 7],
    ['b', 8],
    ['g', 9],
    ['z', 2],
  ] as const) {
    beside[signOf(letter)]!.add(27 + digit)
    beside[27 + digit]!.add(signOf(letter))
  }
  return beside
}
