import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const PACKAGES = resolve(import.meta.dirname, '../../..')
/** Where a country may be spoken of: its packs, its part of a drill, and what stands in for a server in a browser. */
const ABROAD = /\/(packs|mock-api)\/|\/drill\/(us|fr)\.|\.(test|bench)\.tsx?$/
/** Released migrations tell of the shape that a database once had. */
const RELEASED = /\/migrations\//

const RULES: [RegExp, string][] = [
  [/(jurisdiction|place|region|state)(\.id)?\??\.(slice|substring|substr)\(0, \d/i, 'code cut up'],
  [/left\(\s*(\w+\.)?jurisdiction/i, 'code cut up'],
  [/(jurisdiction|place\.id)\.length (===|<|>) \d/i, 'level told by the length of a code'],
  [/\.kind === '(state|county|town|township|commune|department)'/, 'level told by its name'],
  [/\bFIPS code/, 'word of one country'],
  [/\b(us-atlas|@etalab|@svg-maps)\b/, 'data of one country'],
]

test('no file outside the packs holds a rule of one country', () => {
  const faults: string[] = []
  for (const name of ['api', 'cli', 'exchange', 'web']) {
    const src = join(PACKAGES, name, 'src')
    for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
      const path = `/${file}`
      if (!/\.(ts|tsx)$/.test(file) || ABROAD.test(path) || RELEASED.test(path)) continue
      const text = readFileSync(join(src, file), 'utf8')
      for (const [rule, why] of RULES) if (rule.test(text)) faults.push(`${name}${path}: ${why}`)
    }
  }
  expect(faults).toEqual([])
})
