import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createPostReader, createStream, detect } from '../src/index.ts'
import { EXPORTS, POSTS } from './exports.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-exports-'))
afterAll(() => rmSync(folder, { recursive: true }))

const PLANTED = Array.from({ length: 6 }, (_, k) => `10612345678901234${k}0`)
const toDigits = (account: string) => account.replace(/\D/g, '')

describe('the six that say the same are found in the export of', () => {
  test.each(EXPORTS)('%s', async (_, name, text) => {
    const file = join(folder, name)
    writeFileSync(file, text)
    const { source, findings } = await detect(file, {
      window: name.includes('x-archive') ? 60 : 30,
    })
    expect(source).toMatchObject({ rows: POSTS.length, leftOut: [] })
    const [network] = findings.filter(({ trace }) => trace === 'text')
    expect(network?.members.map(({ account }) => toDigits(account))).toEqual(PLANTED)
  })
})

describe('a stream of the same finds the same six', () => {
  const lines = EXPORTS.filter(([, name]) => /\.(jsonl|ndjson)$|^result/.test(name))
  test.each(lines)('%s', (_, _name, text) => {
    const reader = createPostReader()
    const stream = createStream({ window: 30, minWeight: 5 })
    for (const line of text.split('\n').filter(Boolean)) {
      const { posts, faults } = reader(line, {})
      expect(faults).toEqual([])
      stream.append(posts)
    }
    expect(stream.totals()).toMatchObject({
      accepted: POSTS.length,
      late: 0,
      repeated: 0,
      unread: 0,
    })
    const accounts = new Set(stream.edges().flatMap(({ a, b }) => [toDigits(a), toDigits(b)]))
    expect([...accounts].sort()).toEqual(PLANTED)
  })
})
