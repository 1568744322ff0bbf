import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-watch-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const targets = write(
  'targets.csv',
  '\ufeffName,kind,aliases,keywords,note\npinetreevotesfl.gov,election-office,votepinetree.com pinetree-elections,,\ncandidateforexample.com,campaign,,zephyrine,x\n',
)
const NAMES = [
  'pinetreevotefl.com',
  'votepinetree.com',
  'plain.example',
  '',
  'zephyrine-refund.top',
]

test('each name that imitates a target is an object a line, and what was not used is said', async () => {
  const names = write('names.txt', `${NAMES.join('\n')}\n`)
  const { code, text } = await runTocsin([
    'watch',
    '--targets',
    targets,
    '--names',
    names,
    '--json',
  ])
  expect(code).toBe(0)
  const lines = text.trim().split('\n')
  expect(lines[0]).toContain('not used: column note')
  const alerts = lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as object)
  expect(alerts).toMatchObject([
    { name: 'pinetreevotefl.com', target: 'pinetreevotesfl.gov', technique: 'omission' },
    { name: 'zephyrine-refund.top', target: 'candidateforexample.com', technique: 'keyword' },
  ])
  for (const alert of alerts) {
    const { score } = alert as { score: number }
    expect(score).toBeGreaterThanOrEqual(50)
    expect(score).toBeLessThanOrEqual(100)
  }
  expect(text).toContain("4 names for 2 targets: 2 told, 1 the targets' own")
})

test('a gzipped list is read as it is, and lines that are no name are named and counted', async () => {
  const names = write('names.txt.gz', gzipSync('pinetreevotesfl.org\ncom\nno name\n'))
  const { code, text } = await runTocsin(['watch', '--targets', targets, '--names', names])
  expect(code).toBe(2)
  expect(text).toMatch(/pinetreevotesfl\.org\tpinetreevotesfl\.gov\tsuffix-swap/)
  expect(text).toContain('line 2: "com" is no name below a public suffix')
  expect(text).toContain('2 lines could not be read')
})

describe('a list of targets that cannot be used is refused with its place', () => {
  test.each([
    ['suffix.csv', 'name\na.org\ncom\n', /suffix\.csv, line 3, column "name": "com"/],
    ['empty.csv', 'name,kind\n,state\n', /line 2, column "name": the name is empty/],
    ['heading.csv', 'domain\na.org\n', /the heading is domain; wanted is name/],
    ['nothing.csv', 'name\n', /there is no target/],
    ['quote.csv', 'name\n"a.org\n', /no CSV: /],
  ])('%s', async (name, content, message) => {
    const list = write(name, content)
    const { code, text } = await runTocsin(['watch', '--targets', list, '--names', targets])
    expect(code).toBe(1)
    expect(text).toMatch(message)
  })
})

test('of zone files the names that are new since the earlier one are looked at, and how many there were is said', async () => {
  const zone = (names: string[]) =>
    [
      'com. 900 in soa a. b. 1 2 3 4 5',
      ...names.map((name) => `${name}.\t172800\tin\tns\tns.x.`),
      '',
    ].join('\n')
  const before = write('before.zone', zone(['plain.com', 'votepinetree-old.com']))
  const now = write('now.zone.gz', gzipSync(zone(['pinetreevotefl.com', 'plain.com'])))
  const args = ['watch', '--targets', targets, '--json', '--zone']
  const fresh = await runTocsin([...args, now, '--zone-before', before])
  expect(fresh.code).toBe(0)
  expect(fresh.text).toContain('2 names that the zone delegates, 2 before; new: 1, gone: 1')
  expect(fresh.text).toContain('"name":"pinetreevotefl.com"')
  expect(fresh.text).toContain('1 names for 2 targets: 1 told')
  const whole = await runTocsin([...args, before])
  expect(whole.text).toContain('2 names for 2 targets')
  const shuffled = write('shuffled.zone', zone(['b.com', 'a.com', 'c.com']))
  const refused = await runTocsin([...args, shuffled, '--zone-before', before])
  expect(refused.code).toBe(1)
  expect(refused.text).toMatch(/shuffled\.zone.*line 3.*sort the file/)
  expect((await runTocsin(['watch', '--targets', targets, '--zone-before', before])).code).toBe(1)
})
