import { expect, test } from 'vitest'
import { cutLines, readBounce } from '../../src/bounces/read-bounce.ts'
import { makeCorpus } from './corpus.ts'
import { CLERK } from './sample.ts'

test('of two hundred mails that came back, at least 99 in a hundred are read right, by kind and codes', async () => {
  const corpus = makeCorpus()
  expect(corpus.length).toBeGreaterThanOrEqual(200)
  const wrong: string[] = []
  for (const { name, bytes, sender, kind, codes } of corpus) {
    const reading = await readBounce(bytes, { recipient: CLERK, sender })
    if (reading.kind !== kind || (codes !== undefined && reading.codes !== codes))
      wrong.push(`${name}: ${reading.kind} ${reading.codes}, not ${kind} ${codes ?? ''}`)
  }
  expect(wrong).toEqual([])
})

test('mails that are made to hurt are read within bounds, or given up', async () => {
  const who = { recipient: CLERK, sender: '' }
  const nested = `Content-Type: multipart/mixed; boundary="a"\r\n\r\n${'--a\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n'.repeat(500)}`
  const hostile = [
    '',
    '\0'.repeat(1000),
    nested,
    `X: ${'x'.repeat(300_000)}\r\n\r\n`,
    `From: postmaster@x.example\r\nContent-Type: text/html\r\n\r\n${'<'.repeat(200_000)}`,
    `From: postmaster@x.example\r\n\r\n${'could not be delivered '.repeat(20_000)}`,
    `From: postmaster@x.example\r\nContent-Type: message/delivery-status\r\n\r\n${'a:'.repeat(100_000)}${'\n b'.repeat(50_000)}`,
    `From: postmaster@x.example\r\n\r\n${'not been delivered'.repeat(5_000)}${' -'.repeat(5_000)}`,
  ]
  for (const text of hostile) {
    const reading = await readBounce(Buffer.from(text), who).catch(() => 'given up')
    expect(reading === 'given up' || typeof reading === 'object').toBe(true)
  }
})

test('of a mail no more lines are read than forty thousand, and whether it was cut is said', () => {
  const cut = (text: string) => {
    const { bytes, cut: isCut } = cutLines(Buffer.from(text))
    return [bytes.length, isCut]
  }
  expect(cut('')).toEqual([0, false])
  expect(cut('\n'.repeat(40_000))).toEqual([40_000, false])
  expect(cut(`${'\r\n'.repeat(40_000)}x`)).toEqual([80_000, true])
  expect(cut('a\n'.repeat(500_000))).toEqual([80_000, true])
})
