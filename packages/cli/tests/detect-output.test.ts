import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const ROWS = 'a,o,c,t\nx,l,1,10\ny,l,2,12\n'
let folder: string
const path = (name: string) => join(folder, name)
const detect = (...args: string[]) =>
  runTocsin(['detect', '--columns', 'account=a,object=o,content=c,time=t', '--min', '1', ...args])

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-output-'))
  mkdirSync(path('rows'))
  writeFileSync(path('rows/rows.csv'), ROWS)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('an output is refused before anything is read or written', () => {
  test.each([
    ['over the input', ['rows/rows.csv'], ['--edges', 'rows/rows.csv']],
    ['over a file of the folder that is read', ['rows'], ['--accounts', 'rows/../rows/rows.csv']],
    ['over the mapping', ['rows/rows.csv'], ['--mapping', 'map.json', '--out', 'map.json']],
    ['twice to one file', ['rows/rows.csv'], ['--edges', 'e.csv', '--accounts', 'rows/../e.csv']],
    ['into no folder', ['rows/rows.csv'], ['--edges', 'e.csv', '--out', 'none/out.json']],
    ['under a file', ['rows/rows.csv'], ['--edges', 'e.csv', '--report', 'map.json/page.html']],
    ['onto a folder', ['rows/rows.csv'], ['--accounts', 'a.csv', '--edges', 'rows']],
  ])('%s', async (_, inputs, options) => {
    writeFileSync(path('map.json'), '{}')
    const named = options.map((word) => (word.startsWith('--') ? word : path(word)))
    const { code, text } = await detect(...inputs.map(path), ...named)
    expect(code).toBe(1)
    expect(text).toContain(named.at(-1))
    expect(text).toContain(named.at(-2))
    expect(readdirSync(folder).sort()).toEqual(['map.json', 'rows'])
    expect(readFileSync(path('rows/rows.csv'), 'utf8')).toBe(ROWS)
  })
})

test('options that would be passed over are refused', async () => {
  for (const options of [
    ['--edge-weight', '0.5'],
    ['--compat', 'cnt', '--edge-weight', '0.5'],
    ['--compat', 'cnt', '--mode', 'pairs'],
    ['--compat', 'coortweet', '--resume', path('work')],
  ]) {
    const { code, text } = await detect(path('rows/rows.csv'), ...options)
    expect(code, options.join(' ')).toBe(1)
    expect(text).toMatch(/has (no|a) meaning/)
  }
  const twice = await runTocsin(['detect', path('rows'), '--columns', 'account=a,account=o,time=t'])
  expect(twice.text).toContain('"account" is named twice')
})

test.each([
  ['--spark sc://127.0.0.1:1', '--spark has a meaning with --engine spark only'],
  ['--engine spark', 'say where the engine listens'],
  ['--engine spark --spark sc://127.0.0.1:1 --object link', '--object is done on one machine only'],
  ['--engine spark --spark sc://lake/;tokn=secret', '"tokn" is no parameter here'],
])('%s is refused', async (options, why) => {
  const { code, text } = await detect(path('rows/rows.csv'), ...options.split(' '))
  expect(code).toBe(1)
  expect(text).toContain(why)
  expect(text).not.toContain('secret')
})

test('a device takes an output as it comes', async () => {
  const { code } = await detect(path('rows/rows.csv'), '--edges', '/dev/null', '--out', '/dev/null')
  expect(code).toBe(0)
  expect(readFileSync('/dev/null', 'utf8')).toBe('')
})
