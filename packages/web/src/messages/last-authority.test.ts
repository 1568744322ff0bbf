import { expect, test } from 'vitest'
import { keepAuthority, lastAuthority } from './last-authority.ts'

const storageOf = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage
}
const STATED = {
  authority: 'Act, section 4',
  from: '2026-01-01T00:00:00.000Z',
  until: '2027-01-01T00:00:00.000Z',
}

test('the authority that a person stated last is there again while it holds, for that person alone', () => {
  const storage = storageOf()
  keepAuthority(storage, 'one', STATED)
  keepAuthority(storage, 'one', { ...STATED, until: '' })
  expect(lastAuthority(storage, 'one', Date.parse('2026-12-31T00:00:00Z'))).toEqual(STATED)
  expect(lastAuthority(storage, 'one', Date.parse('2027-01-01T00:00:00Z'))).toBeUndefined()
  expect(lastAuthority(storage, 'two', Date.parse('2026-12-31T00:00:00Z'))).toBeUndefined()
})
