/** How well a score ranks accounts, and how well a cut tells them apart. */

/** Chance that a planted account outranks an innocent one, ties half. */
export function areaUnderCurve(planted: number[], innocent: number[]): number {
  const all = [
    ...planted.map((score) => ({ score, planted: true })),
    ...innocent.map((score) => ({ score, planted: false })),
  ].sort((x, y) => x.score - y.score)
  let ranks = 0
  for (let from = 0, to = 0; from < all.length; from = to) {
    while (to < all.length && all[to]!.score === all[from]!.score) to++
    for (let i = from; i < to; i++) if (all[i]!.planted) ranks += (from + to + 1) / 2
  }
  const n = planted.length
  return (ranks - (n * (n + 1)) / 2) / (n * innocent.length)
}

export type Cut = {
  precision: number
  recall: number
}

/** The cut of a score with the best F1; NaN-free where nothing scores. */
export function bestCut(planted: number[], innocent: number[]): Cut {
  const all = [
    ...planted.map((score) => [score, 1] as const),
    ...innocent.map((score) => [score, 0] as const),
  ].sort((x, y) => y[0] - x[0])
  let best = { precision: 0, recall: 0, f: 0 }
  let hits = 0
  for (let i = 0; i < all.length && all[i]![0] > 0; i++) {
    hits += all[i]![1]
    if (i + 1 < all.length && all[i + 1]![0] === all[i]![0]) continue
    const [precision, recall] = [hits / (i + 1), hits / planted.length]
    const f = hits === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    if (f > best.f) best = { precision, recall, f }
  }
  return best
}

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
