import { expect, test } from 'vitest'
import { readBody } from './body.ts'

const MAX = 100

function posted(body: BodyInit, headers: Record<string, string> = {}): Request {
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
  return new Request('https://taxii.test/', init)
}

function streamOf(...chunks: (string | Error)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull(controller) {
      const next = chunks.shift()
      if (next === undefined) controller.close()
      else if (typeof next === 'string') controller.enqueue(encoder.encode(next))
      else controller.error(next)
    },
  })
}

test('a body comes as its text, in parts or whole', async () => {
  expect(await readBody(posted(streamOf('{"a":', '"ä"}')), MAX)).toBe('{"a":"ä"}')
  expect(await readBody(posted('{}', { 'content-length': '2' }), MAX)).toBe('{}')
})

test('more than the limit is refused, as soon as it is declared or has come', async () => {
  const code = 'too-large'
  const declared = posted(streamOf(new Error('never read')), { 'content-length': '101' })
  await expect(readBody(declared, MAX)).rejects.toMatchObject({ code })
  const endless = posted(streamOf('x'.repeat(60), 'x'.repeat(60), new Error('never read')))
  await expect(readBody(endless, MAX)).rejects.toMatchObject({ code })
})

test('a body that breaks off is the fault of its sender', async () => {
  for (const headers of [{}, { 'content-length': '9' }] as Record<string, string>[]) {
    const broken = posted(streamOf('{"a":', new Error('reset')), headers)
    await expect(readBody(broken, MAX)).rejects.toMatchObject({ code: 'bad-request', status: 400 })
  }
})

test('no body, and one that is not UTF-8, is not JSON', async () => {
  const code = 'bad-json'
  await expect(readBody(posted(''), MAX)).rejects.toMatchObject({ code })
  await expect(readBody(posted(new Uint8Array([0xff])), MAX)).rejects.toMatchObject({ code })
})

test('a body of more values than one caller may bring is refused before it is parsed, whatever they are', async () => {
  const max = 16 << 20
  for (const [one, count] of [
    ['[],', 600_000],
    ['{"a":', 600_000],
    ['1,', 1_100_000],
    ['"a":1,', 600_000],
  ] as const) {
    const body = posted(`{"objects":[${one.repeat(count)}`)
    await expect(readBody(body, max)).rejects.toMatchObject({ code: 'too-large', status: 413 })
  }
  const text = JSON.stringify({ text: '[{:,\\"'.repeat(1_100_000) })
  expect(await readBody(posted(text), max)).toBe(text)
})
