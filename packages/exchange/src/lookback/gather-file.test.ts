import { createGzip, gzipSync } from 'node:zlib'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { gatherFile } from './gather-file.ts'

const now = () => Date.parse('2026-10-01T12:00:00.000Z')
const BOUNDS = { sent: 150_000, unpacked: 1_000_000 }

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = (bytes: Uint8Array, of: 'log' | 'list' = 'log', size = 1000) =>
  gatherFile(piecesOf(bytes, size), { of }, now, BOUNDS)

test('a bomb is stopped at the bound, whatever it would unpack to', async () => {
  let made = 0
  async function* zeros() {
    for (; made < 10_000; made++) yield Buffer.alloc(1 << 16, 'a.example\n')
  }
  const bomb = Readable.from(zeros()).pipe(createGzip())
  const reading = gatherFile(bomb, { of: 'log' }, now, { ...BOUNDS, sent: 1e9 })
  await expect(reading).rejects.toMatchObject({ code: 'too-large' })
  expect(made).toBeLessThan(10_000)
})

test('more is not taken than may be sent', async () => {
  await expect(read(Buffer.alloc(150_001, 'a.example '))).rejects.toMatchObject({
    code: 'too-large',
    path: '/body',
  })
})

test('what cannot be unpacked, is UTF-16 or names nothing is refused as the file that it is', async () => {
  const packed = gzipSync('a.example\n'.repeat(1000))
  const broken = Buffer.from(packed)
  broken.fill(0xff, 20, 30)
  for (const bytes of [
    packed.subarray(0, 25),
    broken,
    Buffer.from('\ufeffa', 'utf16le'),
    Buffer.from('- - -'),
  ])
    await expect(read(bytes)).rejects.toMatchObject({ code: 'bad-request', path: '/body' })
})

test('a list is read the same wherever it is cut, and its heading counts once', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => `host${i}.example,seen`)
  const text = Buffer.from(['domain,remark', ...rows, 'nothing at all,x', ''].join('\n'))
  for (const size of [977, 50_000, 99_000]) {
    const { gathering, leftOut, format } = await read(text, 'list', size)
    expect(gathering.size).toBe(5000)
    expect(leftOut).toEqual({ longLines: 0, refusedLines: 1, noNames: 0, beyond: 0 })
    expect(format).toContain('domain: indicators')
  }
})

test('lines that are too long are counted and not looked at', async () => {
  const long = Buffer.from(`${'a.example '.repeat(110_000)}\nb.example\n`)
  const { gathering, leftOut } = await gatherFile(piecesOf(long, 65_536), { of: 'log' }, now)
  expect(gathering.size).toBe(1)
  expect(leftOut.longLines).toBe(1)
})
