import { expect, test } from 'vitest'
import { gradeLevel } from './readability.ts'

test('plain words read at a low grade', () => {
  expect(
    gradeLevel('Someone made a false site. It looks like yours. Tell your staff not to use it.'),
  ).toBeLessThan(5)
})

test('officialese reads at a high grade', () => {
  const text =
    'Adversarial infrastructure impersonating governmental registration portals necessitates immediate organizational remediation.'
  expect(gradeLevel(text)).toBeGreaterThan(14)
})

test('a text without words has grade 0', () => {
  expect(gradeLevel(' 123 … ')).toBe(0)
})
