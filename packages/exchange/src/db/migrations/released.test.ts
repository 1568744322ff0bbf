import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FUNCTIONS } from '../functions/index.ts'
import { MIGRATIONS } from './index.ts'

/** SHA-256 of each released migration's text by its name; a release adds its own. */
const RELEASED = JSON.parse(
  readFileSync(join(import.meta.dirname, 'released.json'), 'utf8'),
) as Record<string, string>

test('the text of a released migration never changes: databases out there were made by it', () => {
  expect(Object.keys(RELEASED).length).toBeGreaterThanOrEqual(17)
  const texts = new Map(MIGRATIONS.map(({ name, sql }) => [name, sql]))
  for (const [name, hash] of Object.entries(RELEASED)) {
    const now = createHash('sha256')
      .update(texts.get(name) ?? '')
      .digest('hex')
    expect([name, now]).toEqual([name, hash])
  }
})

test('migrations go by growing numbers', () => {
  const numbers = MIGRATIONS.map(({ number }) => number)
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
})

const namesIn = (text: string): string[] =>
  [...text.matchAll(/create or replace function (\w+)/g)].map((match) => match[1]!)

test('no migration brings a function that db/functions brings: it would be replaced at once', () => {
  const kept = new Set(namesIn(FUNCTIONS))
  for (const { number, sql } of MIGRATIONS.filter(
    ({ name }) => !(name in RELEASED) && name !== '020-release-runs',
  ))
    expect([number, namesIn(sql).filter((name) => kept.has(name))]).toEqual([number, []])
})
