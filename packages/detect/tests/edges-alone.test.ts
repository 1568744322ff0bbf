import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { detectCounted, edgesCsv, type DetectOptions } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-edges-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'acts.csv')
const lines = Array.from(
  { length: 400 },
  (_, k) => `user ${(k * 7) % 11},thing ${(k * k) % 23},post ${k},${(k * 37) % 900}`,
)
writeFileSync(file, ['a,o,c,t', ...lines, ''].join('\n'))
const columns = { account: 'a', object: 'o', content: 'c', time: 't' }

async function edges(options: DetectOptions): Promise<string> {
  const { traces } = await detectCounted(file, { columns, minWeight: 2, ...options })
  return [...edgesCsv(traces, 'objects')].join('')
}

describe('a run for pairs alone', () => {
  test('writes what a run with findings writes, in every column', async () => {
    const alone = await edges({ findings: false })
    expect(alone.split('\n').length).toBeGreaterThan(10)
    expect(alone).toBe(await edges({ findings: true }))
  })

  test('keeps what it reads in a folder and goes on from there', async () => {
    const resume = join(folder, 'work')
    const first = await edges({ findings: false, resume })
    expect(readdirSync(resume).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(await edges({ findings: false, resume })).toBe(first)
    expect(first).toBe(await edges({ findings: false }))
  })

  test('refuses a folder with a damaged file', async () => {
    const resume = join(folder, 'damaged')
    await edges({ findings: false, resume })
    const part = join(
      resume,
      readdirSync(resume).find((name) => name.startsWith('rows-'))!,
    )
    for (const length of [statSync(part).size - 1, 40, 7]) {
      truncateSync(part, length)
      await expect(edges({ findings: false, resume })).rejects.toMatchObject({
        code: 'UNREADABLE',
        place: { file: part },
      })
    }
  })

  test('refuses to resume a run with findings', async () => {
    await expect(edges({ resume: join(folder, 'other') })).rejects.toMatchObject({
      code: 'BAD_OPTION',
    })
  })
})
