import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateTraffic, trafficCsv, type DetectionResult } from '@tocsin/detect'
import { runTocsin } from './child.ts'

const COLUMNS = 'account=account,time=posted_at,text=text,links=link,hashtags=hashtags'
let folder: string
const path = (name: string) => join(folder, name)
const detect = (input: string, ...args: string[]) =>
  runTocsin(['detect', path(input), '--columns', COLUMNS, ...args])

/** Posts of the first `days` of the same fortnight. */
function posts(days: number): string {
  const traffic = generateTraffic({
    seed: 'report',
    days: 6,
    accounts: 200,
    operations: [
      { name: 'planted', size: 12, traces: ['hashtag', 'link'], actsPerDay: 12, jitter: 20 },
    ],
  })
  const [head, ...rows] = [...trafficCsv(traffic)].join('').split('\n')
  const times = rows.flatMap((row) => Date.parse(row.split(',')[2] ?? '') || [])
  const end = Math.min(...times) + days * 86_400_000
  return [head, ...rows.filter((row) => Date.parse(row.split(',')[2] ?? '') < end), ''].join('\n')
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-report-'))
  writeFileSync(path('early.csv'), posts(3))
  writeFileSync(path('late.csv'), posts(6))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('successive runs keep the names of networks and say what became of them, also on the page', async () => {
  const first = await detect('early.csv', '--out', path('early.json'))
  expect(first).toMatchObject({ code: 0 })
  const second = await detect(
    'late.csv',
    '--previous',
    path('early.json'),
    '--out',
    path('late.json'),
    '--report',
    path('late.html'),
  )
  expect(second).toMatchObject({ code: 0 })
  const read = (name: string) => JSON.parse(readFileSync(path(name), 'utf8')) as DetectionResult
  const [before, after] = [read('early.json'), read('late.json')]
  expect(before.changes).toBeNull()
  const names = new Set(before.findings.map(({ network }) => network))
  expect(names.size).toBeGreaterThan(0)
  expect(after.findings.some(({ network }) => names.has(network))).toBe(true)
  const page = readFileSync(path('late.html'), 'utf8')
  expect(page).toContain('Since the run before')
  expect(page.endsWith('</html>\n')).toBe(true)
  const kept = after.findings.find(({ network }) => names.has(network))!
  expect(page).toContain(kept.network)
}, 60_000)

test('a file that holds no findings is refused before anything is written', async () => {
  writeFileSync(path('wrong.json'), '{"findings":[{"id":"x"}]}')
  const run = await detect(
    'early.csv',
    '--previous',
    path('wrong.json'),
    '--out',
    path('none.json'),
  )
  expect(run.code).not.toBe(0)
  expect(run.text).toContain('finding 1 has no id, trace or members')
  expect(() => readFileSync(path('none.json'))).toThrow('ENOENT')
}, 60_000)

test('networks are handed on as graphs and tables, with how each account stands', async () => {
  const names = ['graphml', 'gexf', 'objects', 'accounts', 'out']
  const outputs = names.flatMap((name) => [`--${name}`, path(`handed.${name}`)])
  const { code, text } = await detect('late.csv', ...outputs)
  expect(code).toBe(0)
  const read = (name: string) => readFileSync(path(`handed.${name}`), 'utf8')
  const { findings } = JSON.parse(read('out')) as DetectionResult
  const [first] = findings.filter(({ trace, verdict }) => trace === 'fused' && verdict === 'stands')
  for (const { account } of first!.members) {
    expect(read('graphml')).toContain(`<data key="node-label">${account}</data>`)
    expect(read('gexf')).toContain(`label="${account}"`)
    expect(read('accounts')).toMatch(new RegExp(`^${account},${first!.network},.*,stands,$`, 'm'))
  }
  const [head, ...rows] = read('objects').trim().split('\n')
  expect(head).toBe('network,trace,object,members,posts,accounts_overall,first,last')
  expect(rows.filter((row) => row.startsWith(first!.network)).length).toBeGreaterThanOrEqual(
    first!.things,
  )
  expect(text).toMatch(/of these \d+ accounts (about \d+|fewer than one)/)
}, 120_000)

test('two runs are compared, and the networks go out as STIX that names who found them', async () => {
  const identity = {
    type: 'identity',
    spec_version: '2.1',
    id: 'identity--311b2d2d-f010-4473-83ec-1edf84858f4c',
    created: '2026-10-01T12:00:00.000Z',
    modified: '2026-10-01T12:00:00.000Z',
    name: 'Desk',
  }
  writeFileSync(path('identity.json'), JSON.stringify(identity))
  const sent = ['--stix', path('nets.stix.json'), '--stix-author', path('identity.json')]
  expect((await detect('early.csv', '--out', path('one.json'))).code).toBe(0)
  const second = await detect(
    'late.csv',
    '--out',
    path('two.json'),
    '--platform',
    'telegram',
    ...sent,
  )
  expect(second).toMatchObject({ code: 0 })
  expect(second.text).toContain('not in the STIX file: ')
  const checked = await runTocsin(['stix', 'validate', path('nets.stix.json')])
  expect(checked).toMatchObject({ code: 0 })
  expect(readFileSync(path('nets.stix.json'), 'utf8')).toContain(
    `"created_by_ref": "${identity.id}"`,
  )
  const compared = await runTocsin(['compare', path('one.json'), path('two.json')])
  expect(compared).toMatchObject({ code: 0 })
  expect(compared.text).toMatch(/(Grew|Changed|Shrank|The same): \d+\n {2}network-[0-9a-f]+ {2}/)
  expect(compared.text).toMatch(/Accounts: \d+ came into a network, \d+ are in none any more/)
  const windowed = await detect('late.csv', '--window', '60s', '--out', path('three.json'))
  expect(windowed.code).toBe(0)
  const unlike = await runTocsin(['compare', path('two.json'), path('three.json'), '--json'])
  expect(unlike.text).toContain('at all time scales at once before, within 60 s after')
  const bad = await runTocsin(['compare', path('one.json'), path('identity.json')])
  expect(bad).toMatchObject({ code: 1 })
  expect(bad.text).toContain('no list "findings"')
}, 180_000)
