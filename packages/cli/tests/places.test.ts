/** All towns of the Census Bureau's list through the command, into an exchange of its own. */
import { openDatabase, readConfig } from '@tocsin/exchange'
import { programOf } from '@tocsin/testkit/programs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const SHARED = process.env['TOCSIN_SHARED'] ?? resolve(import.meta.dirname, '../../../../shared')
const LIST = join(SHARED, 'data/us_census_places.csv')
if (!existsSync(LIST)) console.warn(`skipped: there is no ${LIST}`)

let root: string
const run = (...args: string[]) => {
  const tocsin = programOf('tocsin')
  const command = [...tocsin.args, ...args, '--dir', dir()]
  return spawnSync(process.execPath, command, { env: tocsin.env, encoding: 'utf8' })
}
const dir = () => join(root, 'exchange')

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tocsin-places-'))
  const made = run('init', '--operator-email', 'operator@exchange.example')
  if (made.status !== 0) throw new Error(made.stderr)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a list with a fault names its line and writes nothing', () => {
  const file = join(root, 'plain.csv')
  writeFileSync(file, 'State,County,Name,Kind\nMaine,,Bath,city\nMaine,Atlantis,X,town\n')
  const { status, stderr } = run('places', 'import', file)
  expect(status).toBe(1)
  expect(stderr).toContain('plain.csv:3: no place called Atlantis is on file in Maine')
  expect(stderr).toContain('nothing was written')
  writeFileSync(file, 'State,County,Name,Kind\nMaine,,Bath,city\n')
  expect(run('places', 'import', file).stdout).toContain('1 places added')
})

test.skipIf(!existsSync(LIST))(
  'the whole list of the Census Bureau goes in, and the towns that run elections answer by their clerks',
  async () => {
    expect(run('places', 'import', LIST).stdout).toMatch(/^36023 places added/)
    expect(run('places', 'import', LIST).stdout).toMatch(/^0 places added/)
    const database = await openDatabase(await readConfig(dir(), {}))
    try {
      const rows = await database.db
        .selectFrom('jurisdictions')
        .select(['id', 'lineage'])
        .where('accountable', '=', 'clerk')
        .where('kind', 'not in', ['county', 'village'])
        .execute()
      const towns: Record<string, number> = {}
      for (const { id, lineage } of rows) {
        const region = lineage[1] ?? ''
        if (/^\d{7,10}$/.test(id)) towns[region] = (towns[region] ?? 0) + 1
      }
      const england = ['09', '23', '25', '33', '44', '50'].map((id) => towns[id] ?? 0)
      expect(england.reduce((a, b) => a + b)).toBe(1533)
      expect(towns).toMatchObject({ 26: 1517, 55: 1445 })
    } finally {
      await database.close()
    }
  },
)
