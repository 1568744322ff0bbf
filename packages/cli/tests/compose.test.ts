import { readObjects, validate } from '@tocsin/stix'
import { greyPng, greySpots } from '@tocsin/testkit'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-compose-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test('lists become one bundle of valid STIX, and each row that is not in it is told with its reason', async () => {
  const list = write('list.txt', '@one\nvotes[.]com\nvotes.com\nnothing\n10.1.2.3\n')
  const table = write('table.csv', 'handle,network,remarks\none,X,a\ntwo,Telegram,b\n')
  const out = join(folder, 'bundle.json')
  const args = ['compose', list, table, '--platform', 'twitter', '--look-for', '-o', out]
  const { code, text } = await runTocsin(args)
  expect(text).toContain('list.txt: row 4 not read: nothing')
  expect(text).toContain('list.txt: row 3 says again what row 2 says')
  expect(text).toContain('table.csv: row 2: stands in a file before it: one')
  expect(text).toContain('table.csv: columns not read: remarks')
  expect(text).toContain('domain\t\tvotes[.]com')
  expect(text).toMatch(/warning: 1 of Addresses that are private/)
  expect(text).toContain('not held against the most visited sites')
  expect(code).toBe(2)
  const objects = readObjects(readFileSync(out, 'utf8')).map(
    ({ value }) => value as { type: string },
  )
  expect(
    objects.flatMap((one) => validate(one).faults.filter(({ level }) => level === 'must')),
  ).toEqual([])
  expect(objects.map(({ type }) => type)).toEqual([
    'user-account',
    'domain-name',
    'ipv4-addr',
    'user-account',
    'indicator',
    'indicator',
    'grouping',
  ])
})

test('an account without platform, and a file in another encoding, end with an error that names them and write nothing', async () => {
  const out = join(folder, 'none.json')
  const nowhere = await runTocsin(['compose', write('names.txt', '@one\n@two\n'), '-o', out])
  expect(nowhere).toMatchObject({
    code: 1,
    text: expect.stringContaining('row 1: the account one has no platform'),
  })
  const wide = await runTocsin([
    'compose',
    write('wide.csv', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le')),
    '-o',
    out,
  ])
  expect(wide).toMatchObject({
    code: 1,
    text: expect.stringMatching(/wide\.csv.*UTF-16|UTF-16.*wide\.csv/),
  })
  expect(() => readFileSync(out)).toThrow('ENOENT')
})

test('pictures and videos become files by their hashes, a large video too, and a damaged picture is named', async () => {
  const picture = greyPng(120, 120, greySpots(120))
  const poster = write('poster.csv', picture)
  const damaged = write('damaged.png', picture.subarray(0, 200))
  const film = Buffer.alloc(9_000_000)
  film.set(Buffer.from('\0\0\0\u0018ftypisom', 'latin1'))
  const out = join(folder, 'media.json')
  const files = [poster, damaged, write('film.mp4', film)]
  const { code, text } = await runTocsin(['compose', ...files, '--file-names', '-o', out])
  expect(text).toContain('damaged.png: row 1 not read: damaged.png: no picture that can be decoded')
  expect(text).toContain('left out: the bytes of 2 pictures and videos')
  expect(code).toBe(2)
  const objects = readObjects(readFileSync(out, 'utf8')).map(({ value }) => value)
  expect(objects.slice(0, 2)).toMatchObject([
    { type: 'file', name: 'poster.csv', mime_type: 'image/png', size: picture.length },
    { type: 'file', name: 'film.mp4', mime_type: 'video/mp4', size: 9_000_000 },
  ])
})

const STATEMENT = [
  'Facts:',
  'votes-county.com',
  'Attribution:',
  'Actor: Group Nine',
  'Likelihood: likely',
  'Confidence: low',
  'It shares a certificate with pages of that group.',
  'Advice:',
  'Offices may say where the official page is.',
].join('\n')

test('headings of a file make bundles of their own for attribution and advice, whose author is named', async () => {
  const author = write(
    'author.json',
    JSON.stringify({
      type: 'identity',
      spec_version: '2.1',
      id: 'identity--2f1a9f0c-6d0e-4b7e-9a2c-0e6f6a1a7b11',
      created: '2026-01-01T00:00:00.000Z',
      modified: '2026-01-01T00:00:00.000Z',
      name: 'Research Lab',
      identity_class: 'organization',
    }),
  )
  const out = join(folder, 'statement.json')
  const list = write('statement.txt', STATEMENT)
  const { code, text } = await runTocsin(['compose', list, '--author', author, '-o', out])
  expect(text).toContain('8 as headings, attribution or advice')
  expect(code).toBe(0)
  const typesOf = (path: string) =>
    readObjects(readFileSync(path, 'utf8')).map(({ value }) => (value as { type: string }).type)
  expect(typesOf(out)).toEqual(['identity', 'domain-name', 'grouping'])
  expect(typesOf(join(folder, 'statement.attribution.json'))).toEqual([
    'identity',
    'threat-actor',
    'campaign',
    'relationship',
    'note',
  ])
  expect(typesOf(join(folder, 'statement.advice.json'))).toEqual(['identity', 'note'])
})

test('an attribution that does not say all it must, and advice that is nobody’s, stay with the facts and are said to', async () => {
  const out = join(folder, 'left.json')
  const list = write('left.txt', STATEMENT.replace('Likelihood: likely', 'Likelihood: 70 %'))
  const { text } = await runTocsin(['compose', list, '-o', out])
  expect(text).toContain('the attribution stays with the facts: it does not say how likely that is')
  expect(text).toContain('the advice stays with the facts: name whose it is with --author')
  const said = readFileSync(out, 'utf8')
  expect(said).toContain('Actor: Group Nine')
  expect(said).toContain('Offices may say where the official page is.')
  expect(() => readFileSync(join(folder, 'left.advice.json'))).toThrow('ENOENT')
})
