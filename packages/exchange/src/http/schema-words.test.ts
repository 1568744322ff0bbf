import { ALL_ROUTES } from '@tocsin/api'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { toSchemaWords } from './schema-words.ts'

/** Words of schemas that nobody should read on a screen or in an answer. */
const RAW = /schema|anyOf|oneOf|constant|pattern|propert|allowed values|items|\^|\$|\(\?/

const WRONG: unknown[] = [
  null,
  'x'.repeat(50_000),
  '',
  -1,
  1.5,
  2 ** 60,
  [],
  {},
  [1, 1],
  'a\u202eb',
  Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`x${i}`, i])),
]

test('whatever is wrong with whatever field of whatever route is told without words of the schema', () => {
  const told = new Set<string>()
  for (const route of ALL_ROUTES) {
    for (const schema of [route.body, route.query, route.params]) {
      const properties = (schema as { properties?: Record<string, object> }).properties ?? {}
      const whole = Compile(schema)
      for (const name of Object.keys(properties)) {
        for (const value of WRONG) {
          for (const fault of whole.Errors({ [name]: value })) told.add(toSchemaWords(fault))
        }
      }
    }
  }
  expect(told.size).toBeGreaterThan(10)
  // What is lacking is named as the caller must write it, whatever word that is.
  const own = [...told].filter((words) => !words.startsWith('lacks '))
  expect(own.filter((words) => RAW.test(words))).toEqual([])
})

test('a field that is missing or empty is said to be so', () => {
  expect(toSchemaWords({ keyword: 'minLength', params: { limit: 1 } })).toBe('is empty')
  const params = { requiredProperties: ['title', 'terms'] }
  expect(toSchemaWords({ keyword: 'required', params })).toBe('lacks title, terms')
  expect(toSchemaWords({ keyword: 'type', params: { type: 'integer' } })).toBe(
    'must be a whole number',
  )
})
