import { expect, test } from 'vitest'
import { validate } from '../validate/validate.ts'

const tool = {
  type: 'tool',
  spec_version: '2.1',
  id: 'tool--0c7e22ad-b099-4dc3-b0df-2ea3f49ae2e6',
  created: '2024-03-05T10:00:00.000Z',
  modified: '2024-03-05T10:00:00.000Z',
  name: 'a tool',
}

test('what comes behind more faults than are told is invalid, and the last fault says so', () => {
  const manners = Array<string>(100_000).fill('Not A Phrase')
  const { valid, faults } = validate({ ...tool, tool_types: manners, confidence: 'none' })
  expect(valid).toBe(false)
  expect(faults.length).toBeLessThanOrEqual(100_001)
  expect(faults.at(-1)).toMatchObject({ level: 'must', rule: 'too-large' })
})

test('long names nested deep do not make the pointers of many faults fill the memory', () => {
  let value: unknown = Array<null>(20_000).fill(null)
  for (let i = 0; i < 90; i++) value = { ['~/'.repeat(1000)]: value }
  const { valid, faults } = validate({ ...tool, nested: value })
  expect(valid).toBe(false)
  expect(faults.reduce((sum, { path }) => sum + path.length, 0)).toBeLessThan(11_000_000)
  expect(faults.at(-1)).toMatchObject({ level: 'must', rule: 'too-large' })
})

test('the extensions are searched once, however many properties are the object’s own', () => {
  let reads = 0
  const own = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`own_${i}`, i]))
  const extension = {
    rank: 1,
    get extension_type() {
      reads++
      return 'property-extension'
    },
  }
  const extensions = { 'extension-definition--0c7e22ad-b099-4dc3-b0df-2ea3f49ae2e6': extension }
  const { faults } = validate({ ...tool, ...own, extensions })
  expect(faults.filter(({ rule }) => rule === 'custom-property')).toHaveLength(500)
  expect(reads).toBeLessThan(5)
})
