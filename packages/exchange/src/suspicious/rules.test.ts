import type { SuspiciousReading } from '@tocsin/detect/suspicious'
import { expect, test } from 'vitest'
import { provenSender, shownHead } from './rules.ts'

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

test('a head that is handed on says of nobody, in no line, that the mail was sent to them', () => {
  const mail = [
    'Received: from mx.example by in.county.example with ESMTPS id 1',
    '\tfor <clerk@county.example>; Tue, 1 Sep 2026 12:00:00 +0000',
    'Received: by mx.example id 2 for deputy@county.example; Tue, 1 Sep 2026 11:59:00 +0000',
    'Delivered-To: clerk@county.example',
    'X-Envelope-To: clerk@county.example',
    'Resent-To : clerk@county.example,',
    ' deputy@county.example',
    'To: Clerk <clerk@county.example>',
    'From: Bank <bank@elsewhere.example>',
    'Subject: for <you>',
    '',
    'clerk@county.example',
  ].join('\r\n')
  const head = shownHead(Buffer.from(mail), 10_000)
  expect(head).not.toContain('county.example>')
  expect(head).not.toContain('clerk@')
  expect(head).not.toContain('deputy@')
  expect(head).toContain('for (left out); Tue, 1 Sep 2026 12:00:00 +0000')
  expect(head).toContain('From: Bank <bank@elsewhere.example>\r\nSubject: for <you>')
})
