import { expect, test } from 'vitest'
import { normaliseHashPattern, normaliseHashValues } from './normalise-hashes.ts'

const MD5 = '79054025255FB1A26E4BC422AEF54EB4'

test('hashes of a pattern are in lower case under the names of the vocabulary', () => {
  expect(normaliseHashPattern(`[file:hashes.md5 = '${MD5}' OR file:name = 'A']`)).toBe(
    `[file:hashes.MD5 = '${MD5.toLowerCase()}' OR file:name = 'A']`,
  )
  const sha = 'AB'.repeat(32)
  expect(normaliseHashPattern(`[file:hashes.SHA256 IN ('${sha}')]`)).toBe(
    `[file:hashes.'SHA-256' IN ('${sha.toLowerCase()}')]`,
  )
  expect(normaliseHashPattern("[file:name = 'A']")).toBeNull()
})

test('hashes of objects are, however deep they stand, and nothing else is changed', () => {
  const object = {
    type: 'file',
    name: 'A',
    parts: [{ hashes: { sha1: 'AB', SSDEEP: 'Ab', x: 'A' } }],
  }
  expect(normaliseHashValues(object)).toEqual({
    type: 'file',
    name: 'A',
    parts: [{ hashes: { 'SHA-1': 'ab', SSDEEP: 'Ab', x: 'A' } }],
  })
  const plain = { type: 'file', name: 'A' }
  expect(normaliseHashValues(plain)).toBe(plain)
})

test.each(['__proto__', 'constructor', 'toString'])(
  'a hash called %s is kept as it is, beside one that is changed',
  (name) => {
    const object = JSON.parse(`{"hashes":{"${name}":"AB","sha1":"CD"}}`)
    const { hashes } = normaliseHashValues(object) as { hashes: object }
    expect(Object.entries(hashes)).toEqual([
      [name, 'AB'],
      ['SHA-1', 'cd'],
    ])
  },
)
