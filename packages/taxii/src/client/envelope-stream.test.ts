import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { TaxiiError } from '../errors.ts'
import { readEnvelope } from './envelope-stream.ts'

async function* inPieces(text: string, sizes: number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!
    yield bytes.subarray(at, (at += size))
  }
}

async function read(text: string, sizes = [7], max?: number) {
  const texts: string[] = []
  const reader = readEnvelope(inPieces(text, sizes), max)
  for (;;) {
    const step = await reader.next()
    if (step.done) return { texts, frame: step.value }
    texts.push(step.value)
  }
}

test('objects come out whole and exact however the bytes are cut', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), { minLength: 1 }),
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
    fc.constantFrom(0, 1),
    async (objects, sizes, indent) => {
      const envelope = JSON.stringify({ more: true, objects, next: '"objects":[' }, null, indent)
      const { texts, frame } = await read(envelope, sizes)
      expect(texts.map((text) => JSON.parse(text))).toEqual(JSON.parse(envelope).objects)
      expect(frame).toEqual({ more: true, next: '"objects":[' })
    },
  )
  await expect(fc.assert(property)).resolves.toBeUndefined()
})

test('an empty envelope has no objects and no more', async () => {
  expect(await read('{}')).toEqual({ texts: [], frame: { more: false, next: undefined } })
  expect((await read('{"objects":[]}')).texts).toEqual([])
})

test('an object is handed on before the envelope ends', async () => {
  const reader = readEnvelope(inPieces('{"objects":[{"a":1},{"b":', [30]))
  expect((await reader.next()).value).toBe('{"a":1}')
})

test.each(['', '[]', '{', 'null', '{"objects":[{"a":1}', 'nonsense', '{"objects":[1]]}'])(
  'an answer that is %j is a bad response',
  async (text) => {
    await expect(read(text)).rejects.toThrow(TaxiiError)
  },
)

test('one object that never ends is refused, not collected', async () => {
  await expect(read(`{"objects":["${'x'.repeat(5000)}`, [100], 1000)).rejects.toThrow(/longer than/)
})
