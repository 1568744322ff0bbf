import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPolicies } from './policies.ts'

const SRC = join(import.meta.dirname, '..')
/** A rule named in code: given, compared with, or kept under a name that says so. */
const NAMED = /\brule(?::|\s*[!=]==)\s*'([a-z-]+)'|'((?:tlp|pap)-[a-z]+-no-feed|no-rule-admits)'/g

test('every rule that code names is the id of a policy', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  const named = files.flatMap((file) =>
    [...readFileSync(join(SRC, file), 'utf8').matchAll(NAMED)].map((match) => ({
      file,
      rule: match[1] ?? match[2]!,
    })),
  )
  expect(named.length).toBeGreaterThan(3)
  const { rules } = loadPolicies()
  expect(named.filter(({ rule }) => !rules.has(rule))).toEqual([])
})
