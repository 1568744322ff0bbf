import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { redact, TLP, validate, type StixObject } from '@tocsin/stix'
import { expect, test } from 'vitest'

const samples: StixObject[] = JSON.parse(
  readFileSync(new URL('./fixtures/objects.json', import.meta.url), 'utf8'),
)

/** Every selector that finds something in the value. */
function selectorsOf(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  const isList = Array.isArray(value)
  return Object.entries(value).flatMap(([key, inner]) => {
    const selector = `${prefix}${isList ? `[${key}]` : key}`
    return [selector, ...selectorsOf(inner, `${selector}.`)]
  })
}

/** The texts of the selected parts, each of which is to be gone. */
function textsIn(object: StixObject, selectors: readonly string[]): string[] {
  return selectors.map((selector) => {
    const steps = selector.split('.').map((step) => step.replace(/^\[(.*)\]$/, '$1'))
    return JSON.stringify(
      steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], object),
    )
  })
}

const marked = fc
  .constantFrom(...samples)
  .map((sample): StixObject => {
    const object = { ...sample } as Record<string, unknown> & StixObject
    Reflect.deleteProperty(object, 'granular_markings')
    return object
  })
  .chain((object) =>
    fc.record({
      object: fc.constant(object),
      hidden: fc.subarray(selectorsOf(object), { minLength: 1, maxLength: 4 }),
      open: fc.subarray(selectorsOf(object), { minLength: 1, maxLength: 4 }),
    }),
  )

test('a tear-line of any object is valid, holds nothing hidden and keeps the open markings in place', () => {
  const seen = { given: 0, refused: 0 }
  fc.assert(
    fc.property(marked, ({ object, hidden, open }) => {
      const granular_markings = [
        { marking_ref: TLP.red.id, selectors: hidden },
        { marking_ref: TLP.clear.id, selectors: open },
      ]
      const result = redact({ ...object, granular_markings } as StixObject, { allow: 'green' })
      if (result.refused !== undefined) {
        seen.refused++
        expect(result.refused.marking).toBe(TLP.red.id)
        return
      }
      seen.given++
      const { object: tearLine } = result
      expect(validate(tearLine).faults.filter(({ level }) => level === 'must')).toEqual([])
      expect(JSON.stringify(tearLine)).not.toContain(TLP.red.id)
      const kept = (tearLine['granular_markings'] ?? []) as { selectors: string[] }[]
      const before = textsIn(object, open)
      for (const { selectors } of kept)
        for (const [i, text] of textsIn(tearLine, selectors).entries())
          if (!selectors[i]!.includes('.')) expect(selectorsOf(object)).toContain(selectors[i])
          else if (text.startsWith('"')) expect(before).toContain(text)
    }),
    { numRuns: 500 },
  )
  expect(seen.given).toBeGreaterThan(50)
  expect(seen.refused).toBeGreaterThan(50)
})

test('nothing of a hidden text is left', () => {
  const texts = ['description', 'objective', 'abstract', 'explanation', 'comment']
  for (const sample of samples)
    for (const name of texts.filter((text) => Object.hasOwn(sample, text))) {
      const secret = 'the sensor in the basement'
      const granular_markings = [{ marking_ref: TLP.red.id, selectors: [name] }]
      const result = redact({ ...sample, [name]: secret, granular_markings }, { allow: 'amber' })
      expect(result.object).toBeDefined()
      expect(JSON.stringify(result.object)).not.toContain(secret)
    }
})
