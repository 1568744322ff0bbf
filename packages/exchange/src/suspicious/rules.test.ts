import type { SuspiciousReading } from '@tocsin/detect/suspicious'
import { expect, test } from 'vitest'
import { provenSender } from './rules.ts'

const ADDRESS = 'check@exchange.example'
const OTHER = 'list@elsewhere.example'
const now = new Date('2026-09-01T12:00:00.000Z')

function senderOf({
  to = ADDRESS,
  cc = OTHER,
  over = ['from', 'to', 'cc', 'date'],
  date = now.toISOString(),
}) {
  const box = (address: string) => [{ name: '', address }]
  const mail = {
    from: box('clerk@county.example'),
    to: box(to),
    cc: box(cc),
    date,
    signatures: [{ domain: 'county.example', result: 'pass', over }],
  }
  return provenSender({ mails: [mail] } as unknown as SuspiciousReading, { address: ADDRESS, now })
}

test('a sender is proven where it signed when it wrote, and to us', () => {
  expect(senderOf({})).toBe('clerk@county.example')
  expect(senderOf({ to: OTHER, cc: ADDRESS })).toBe('clerk@county.example')
})

test('a line that was put in afterwards proves nothing, whatever else is signed', () => {
  expect(senderOf({ over: ['from', 'cc', 'date'] })).toBeUndefined()
  expect(senderOf({ over: ['from', 'to', 'cc'] })).toBeUndefined()
  expect(senderOf({ over: ['to', 'cc', 'date'] })).toBeUndefined()
  expect(senderOf({ to: OTHER })).toBeUndefined()
})

test('a mail of long ago, of the far future, or of no time proves nothing', () => {
  for (const date of ['2026-08-28T11:00:00.000Z', '2026-09-05T12:00:00.000Z', 'soon', ''])
    expect(senderOf({ date })).toBeUndefined()
})
