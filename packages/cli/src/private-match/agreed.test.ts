import type { MatchingTerms } from '@tocsin/api'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { holdToAgreed } from './agreed.ts'
import { appendLines } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-agreed-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TERMS: MatchingTerms = {
  lane: 'bulk',
  learns: 'receiver',
  kinds: ['domain'],
  platform: '',
  askerSize: 16,
  holderSize: 64,
  queries: 48,
  rounds: 10,
  floorBits: 20,
  epochDays: 7,
  purpose: 'election-security',
  until: '2027-12-01T00:00:00.000Z',
}
const START = Date.parse('2026-10-01T10:00:00.000Z')
const after = (days: number) => new Date(START + days * 86_400_000)

test('an exchange that later says other terms or keys, or runs through epochs faster than days pass, is not followed', () => {
  const agreed = { id: 'one', terms: TERMS, askerKey: 'a', holderKey: 'h', epoch: 3 }
  const say = (more: object, days = 0) => holdToAgreed(folder, { ...agreed, ...more }, after(days))
  say({})
  say({}, 1)
  const { lane, ...rest } = TERMS
  say({ terms: { ...rest, lane } }, 1)
  expect(() => say({ terms: { ...TERMS, queries: 1 << 28 } })).toThrow('other terms')
  expect(() => say({ holderKey: 'another' })).toThrow('other keys')
  say({ epoch: 4 }, 1)
  expect(() => say({ epoch: 5 }, 6)).toThrow('from 3 to 4')
  say({ epoch: 5 }, 7)
  expect(() => say({ epoch: 2 }, 7)).toThrow('epoch 2 runs')
  expect(statSync(join(folder, 'one.agreed')).mode & 0o777).toBe(0o600)
})

test('what hits is for the owner alone, also in a file that was there and others could read', () => {
  const file = join(folder, 'hits.txt')
  writeFileSync(file, 'example.com\n')
  chmodSync(file, 0o644)
  appendLines(file, ['example.org'])
  expect(readFileSync(file, 'utf8')).toBe('example.com\nexample.org\n')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
