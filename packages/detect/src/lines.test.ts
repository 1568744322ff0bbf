import { expect, test } from 'vitest'
import { readLines } from './lines.ts'

const TEXT = 'first\n\nöäü 🔔 third\nthe last has no end'

async function split(bytes: Uint8Array, size: number) {
  const faults: string[] = []
  const lines: string[] = []
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  for await (const some of readLines(chunks(), (fault) => faults.push(fault.message)))
    lines.push(...some)
  return { lines, faults }
}

test.each([1, 2, 3, 5, 7, 64])(
  'a line is whole however its bytes come, %i at a time',
  async (size) => {
    const { lines, faults } = await split(Buffer.from(TEXT), size)
    expect(lines).toEqual(TEXT.split('\n'))
    expect(faults).toEqual([])
  },
)

test('a line that is too long is told with its number, and the one after it is whole', async () => {
  const long = Buffer.alloc(17 * 2 ** 20, 'x')
  const { lines, faults } = await split(
    Buffer.concat([Buffer.from('before\n'), long, Buffer.from('\nafter\n')]),
    2 ** 16,
  )
  expect(lines).toEqual(['before', '', 'after'])
  expect(faults).toEqual([expect.stringContaining('longer than 16 MB')])
})
