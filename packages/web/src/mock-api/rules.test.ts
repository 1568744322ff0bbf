import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const POLICIES = join(import.meta.dirname, '../../../exchange/policies')

function readAll(folder: string, ending: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending))
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
}

test('made-up answers name rules that the exchange has', () => {
  const rules = new Set(
    [...readAll(POLICIES, '.cedar').matchAll(/@id\("([^"]+)"\)/g)].map((m) => m[1]),
  )
  const named = [...readAll(import.meta.dirname, '.ts').matchAll(/\brule: ([^\n]+)/g)].flatMap(
    (m) => [...m[1]!.matchAll(/'([a-z]+-[a-z-]+)'/g)].map((name) => name[1]),
  )
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((rule) => !rules.has(rule))).toEqual([])
})
