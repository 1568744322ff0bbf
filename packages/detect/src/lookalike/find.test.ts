import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLookalikes } from './find.ts'

const SEEN = '2026-10-01T12:00:00.000Z'
const targets = [{ name: 'pinetree-institute.org' }, { name: 'quillfoundation.org' }]
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookalike-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function fileOf(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

test('a file of names gives one finding a name and target, with the innocent explanations that were tried', async () => {
  const path = await fileOf(
    'names.txt',
    'pinetree-institute.net\nexample-shop.com\npinetree-institute.net\nwww.quillfoundation.org\nq\nland.gov\n',
  )
  const { findings, warnings, counts } = await findLookalikes(path, { targets, seen: SEEN })
  expect(findings).toHaveLength(1)
  expect(findings[0]).toMatchObject({
    kind: 'lookalike',
    name: 'pinetree-institute.net',
    target: 'pinetree-institute.org',
    technique: 'suffix-swap',
    q: null,
    started: SEEN,
    counterEvidence: [
      { explanation: 'own name', holds: false },
      { explanation: 'government name', holds: false },
      { explanation: 'chance', holds: false },
    ],
  })
  expect(counts).toMatchObject({ names: 5, own: 1, official: 1 })
  expect(warnings.join(' ')).toMatch(/targets' own, 1.*no name below a public suffix: 1/)
})

test('the same name has the same id wherever and whenever it is seen', async () => {
  const plain = await fileOf('one.txt', 'pinetree-institute.net\n')
  const packed = await fileOf('two.txt.gz', gzipSync('PINETREE-INSTITUTE.NET\n'))
  const a = await findLookalikes(plain, { targets, seen: SEEN })
  const b = await findLookalikes(packed, { targets, seen: '2026-10-02T12:00:00.000Z' })
  expect(a.findings[0]!.id).toBe(b.findings[0]!.id)
})

test('of more names than are kept the best are, and the others are counted by target', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `pinetree-institute-login${i}.com`)
  const path = await fileOf('many.txt', [...names, 'quillfoundation.net'].join('\n'))
  const { findings, warnings } = await findLookalikes(path, { targets, seen: SEEN, most: 4 })
  expect(findings).toHaveLength(4)
  expect(warnings.join(' ')).toMatch(/the 4 best are, 27 with lower scores are not/)
})

test('what cannot be read says so: no file, UTF-16, a damaged archive, a list with a suffix in it', async () => {
  const look = (path: string, rows = targets) => findLookalikes(path, { targets: rows, seen: SEEN })
  await expect(look(join(folder, 'none.txt'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const wide = await fileOf('wide.txt', Buffer.from('name.com', 'utf16le'))
  await expect(look(wide)).rejects.toMatchObject({ code: 'WRONG_ENCODING' })
  const broken = await fileOf('broken.gz', Buffer.from('not an archive'))
  await expect(look(broken)).rejects.toMatchObject({ code: 'UNREADABLE' })
  const plain = await fileOf('plain.txt', 'name.com\n')
  await expect(look(plain, [{ name: 'com' }])).rejects.toMatchObject({ code: 'BAD_TARGET' })
})

test('a look that is given up ends', async () => {
  const path = await fileOf('long.txt', 'name.com\n'.repeat(1000))
  const signal = AbortSignal.abort()
  await expect(findLookalikes(path, { targets, seen: SEEN }, { signal })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
})
