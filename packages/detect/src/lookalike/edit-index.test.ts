import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EditIndex, mostEdits } from './edit-index.ts'
import { measureEdits } from './edits.ts'
import { folded } from './fold.ts'
import { Occurrences } from './occurrences.ts'

const letters = (most: number) =>
  fc.string({ unit: fc.constantFrom(...'abcdo5n'), minLength: 1, maxLength: most })

test('every form that a label is within its edits of is found', () => {
  fc.assert(
    fc.property(
      fc.array(letters(14), { minLength: 1, maxLength: 20 }),
      letters(14),
      (forms, label) => {
        const folds = forms.map((form) => folded(form))
        const near = [...folds.keys()].filter((k) => {
          const { size } = folds[k]!
          return size >= 4 && measureEdits(folds[k]!, folded(label), mostEdits(size)) !== null
        })
        const found = new EditIndex(folds).near(folded(label))
        expect(found).toEqual(expect.arrayContaining(near))
      },
    ),
    { numRuns: 500 },
  )
})

test('edits are found up to the number asked for, and never fewer than optimal string alignment counts', () => {
  fc.assert(
    fc.property(letters(8), letters(8), (a, b) => {
      const count = measureEdits(folded(a), folded(b), 2)?.count ?? 3
      const distance = alignment(folded(a).signs, folded(b).signs)
      // The cheapest way in bits may take more edits than the shortest of several.
      expect(count).toBeGreaterThanOrEqual(Math.min(3, distance))
      expect(distance > 1 || count === distance).toBe(true)
    }),
  )
})

test('every occurrence of every pattern is found, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.array(letters(4), { minLength: 1, maxLength: 12 }),
      letters(30),
      (patterns, text) => {
        const folds = patterns.map((pattern) => folded(pattern, true))
        const label = folded(text, true)
        const found: string[] = []
        new Occurrences(folds).each(label, (pattern, end) => found.push(`${pattern} ${end}`))
        const signs = [...label.signs].join(' ')
        const wanted = folds.flatMap(({ signs: own, size }, pattern) =>
          Array.from({ length: label.size - size + 1 }, (_, start) => start)
            .filter((start) => label.signs.slice(start, start + size).join(' ') === own.join(' '))
            .map((start) => `${pattern} ${start + size}`),
        )
        expect(found.sort(), signs).toEqual(wanted.sort())
      },
    ),
  )
})

/** Optimal string alignment distance, as its definition has it. */
function alignment(a: Uint8Array, b: Uint8Array): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1)
    }
  return d[a.length]![b.length]!
}
