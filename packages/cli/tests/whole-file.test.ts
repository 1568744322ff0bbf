import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWholeFiles } from '../src/whole-file.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-whole-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

test('text and bytes stand in a file in the order in which they were given', async () => {
  const path = join(dir, 'mixed')
  await writeWholeFiles([{ path, chunks: ['head ', Buffer.from('bytes'), ' tail'] }])
  expect(await readFile(path, 'utf8')).toBe('head bytes tail')
})

test('a fault in one file leaves none of them, however early it comes', async () => {
  function* broken(): Generator<string> {
    yield 'begun'
    throw new Error('no more')
  }
  for (let run = 0; run < 100; run++) {
    const files = [
      { path: join(dir, 'first'), chunks: ['whole'] },
      { path: join(dir, 'second'), chunks: broken() },
    ]
    await expect(writeWholeFiles(files)).rejects.toThrow('no more')
    expect((await readdir(dir)).filter((name) => name !== 'mixed')).toEqual([])
  }
})
