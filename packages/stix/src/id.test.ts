import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deterministicId, newId, typeOfId } from './id.ts'

const recorded = readFileSync(
  new URL('../tests/fixtures/deterministic-ids.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { type: string; id: string; [key: string]: unknown })

describe('deterministicId', () => {
  test.each(recorded.map((object) => [object.type, object] as const))(
    'gives a %s the id that the reference library gives it',
    (_, object) => {
      expect(deterministicId(object)).toBe(object.id)
    },
  )

  test('counts one hash only, in the order MD5, SHA-1, SHA-256, SHA-512', () => {
    const md5 = { type: 'file', hashes: { MD5: 'b'.repeat(32) } }
    const both = { type: 'file', hashes: { 'SHA-512': 'c'.repeat(128), ...md5.hashes } }
    expect(deterministicId(both)).toBe(deterministicId(md5))
  })

  test('is null where a random UUID is due', () => {
    expect(deterministicId({ type: 'process', pid: 4 })).toBeNull()
    expect(deterministicId({ type: 'file', size: 4 })).toBeNull()
    expect(deterministicId({ type: 'indicator', pattern: 'x' })).toBeNull()
    expect(deterministicId({})).toBeNull()
  })

  test('takes no property from the prototype', () => {
    const object = Object.create({ value: 'example.org' }) as Record<string, unknown>
    object['type'] = 'domain-name'
    expect(deterministicId(object)).toBeNull()
  })
})

describe('ids', () => {
  test('a new id is the type and a UUID', () => {
    expect(typeOfId(newId('x-county-notice'))).toBe('x-county-notice')
    expect(newId('note', () => '5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10')).toBe(
      'note--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
    )
  })

  test('a type that STIX forbids gets no id', () => {
    for (const type of ['', 'ab', 'A-b', 'a--b', 'note\n', 'x'.repeat(251)])
      expect(() => newId(type)).toThrow(expect.objectContaining({ code: 'bad-type' }))
  })

  test('a malformed id has no type', () => {
    for (const id of ['', 'note', 'note--1', '--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10'])
      expect(typeOfId(id)).toBeNull()
  })
})
