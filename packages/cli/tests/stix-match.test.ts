import { programOf } from '@tocsin/testkit/programs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const domain = {
  type: 'domain-name',
  id: 'domain-name--5d9b1c4e-0a0e-5a51-8d1e-1f2f5a3c7b10',
  value: 'examp1e-votes.example',
}
const address = {
  type: 'ipv4-addr',
  id: 'ipv4-addr--5d9b1c4e-0a0e-5a51-8d1e-1f2f5a3c7b11',
  value: '198.51.100.7',
}
const seen = (digit: number, object: { id: string }, second: number) => ({
  type: 'observed-data',
  spec_version: '2.1',
  id: `observed-data--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b2${digit}`,
  created: '2026-10-01T00:00:00.000Z',
  modified: '2026-10-01T00:00:00.000Z',
  first_observed: `2026-10-01T00:00:0${second}Z`,
  last_observed: `2026-10-01T00:00:0${second}Z`,
  number_observed: 1,
  object_refs: [object.id],
})
const [first, second] = [seen(1, domain, 1), seen(2, address, 2)]
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-match-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(args: string[], input = '') {
  const tocsin = programOf('tocsin')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...tocsin.args, 'stix', 'match', ...args],
    { env: tocsin.env, input, encoding: 'utf8' },
  )
  return { status, lines: stdout.split('\n').slice(0, -1), errors: stderr.split('\n').slice(0, -1) }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const jsonLines = (...objects: object[]) => objects.map((o) => JSON.stringify(o)).join('\n')

describe('tocsin stix match', () => {
  test('observed-data that match are named with their file, and give status 0', () => {
    const bundle = { type: 'bundle', id: 'bundle--1', objects: [first, domain] }
    const one = file('one.json', JSON.stringify(bundle, null, 2))
    const two = file('two.jsonl', jsonLines(second, address))
    const pattern =
      "[domain-name:value LIKE 'examp_e-%'] FOLLOWEDBY [ipv4-addr:value ISSUBSET '198.51.100.0/24']"
    expect(run([pattern, one, two])).toEqual({
      status: 0,
      lines: [`${one}: ${first!.id}`, `${two}: ${second!.id}`],
      errors: [],
    })
  })

  test('no match prints nothing and gives status 1', () => {
    const result = run(["[domain-name:value = 'county.example']", '-'], jsonLines(first, domain))
    expect(result).toEqual({ status: 1, lines: [], errors: [] })
  })

  test('where nothing was observed it says so, for then no pattern can match', () => {
    const result = run(["[domain-name:value LIKE '%']", '-'], jsonLines(domain))
    expect(result).toMatchObject({ status: 1, lines: [] })
    expect(result.errors).toEqual([expect.stringContaining('no observed-data')])
  })

  test('as JSON a match is a list', () => {
    const { lines } = run(['--json', "[domain-name:value LIKE '%']", '-'], jsonLines(first, domain))
    expect(JSON.parse(lines.join('\n'))).toEqual({ matches: [{ file: '-', id: first!.id }] })
  })

  test('a fault of the pattern is told with its line, its column and a caret under it', () => {
    const { status, errors } = run(["[file:name = 'a' OR\n  file:name MATCHES '(a)\\\\1']", '-'])
    expect(status).toBe(2)
    expect(errors).toEqual([
      'line 2, column 20: the regular expression uses a back-reference, which cannot be matched in linear time',
      "  file:name MATCHES '(a)\\\\1']",
      '                    ^',
    ])
  })

  test('of a long pattern only the place of the fault is shown', () => {
    const { errors } = run([`[${'file:size = 1 OR '.repeat(50)}file:size ~ 1]`, '-'])
    expect(errors[1]!.length).toBeLessThan(100)
    expect(errors[1]![errors[2]!.indexOf('^')]).toBe('~')
  })

  test('what cannot be read or matched gives status 2, and the rest is still matched', () => {
    const good = file('good.jsonl', jsonLines(first, domain))
    const missing = run(["[domain-name:value LIKE '%']", good, join(folder, 'missing.json')])
    expect(missing).toMatchObject({ status: 2, lines: [`${good}: ${first!.id}`] })
    expect(missing.errors[0]).toMatch(/missing\.json: unreadable: ENOENT/)
  })

  test('malformed observed-data are told with file, line and fault, and the rest is still matched', () => {
    const bad = { ...first, id: second!.id, number_observed: 0 }
    const mixed = file('mixed.jsonl', jsonLines(bad, first, domain))
    expect(run(["[domain-name:value LIKE '%']", mixed])).toEqual({
      status: 2,
      lines: [`${mixed}: ${first!.id}`],
      errors: [`${mixed}:1: ${bad.id}: number_observed is no integer from 1`],
    })
  })

  test('hashes that differ in their spelling alone are told, and are the same where that is asked', () => {
    const md5 = '79054025255fb1a26e4bc422aef54eb4'
    const found = {
      type: 'file',
      id: 'file--5d9b1c4e-0a0e-5a51-8d1e-1f2f5a3c7b12',
      hashes: { MD5: md5.toUpperCase(), SHA256: 'AB'.repeat(32) },
    }
    const bundle = file('hash.jsonl', jsonLines(seen(3, found, 3), found))
    for (const pattern of [
      `[file:hashes.MD5 = '${md5}']`,
      `[file:hashes.'SHA-256' = '${'ab'.repeat(32)}']`,
    ]) {
      const plain = run([pattern, bundle])
      expect(plain).toMatchObject({ status: 1, lines: [] })
      expect(plain.errors.join()).toContain('would match: see --normalise-hashes')
      expect(run([pattern, bundle, '--normalise-hashes'])).toMatchObject({ status: 0, errors: [] })
    }
    const other = run([`[file:hashes.MD5 = '${'0'.repeat(32)}']`, bundle])
    expect(other).toEqual({ status: 1, lines: [], errors: [] })
  })
})
