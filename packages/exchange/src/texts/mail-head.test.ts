import { expect, test } from 'vitest'
import { addresseesIn, mailboxesIn, shownHead } from './mail-head.ts'

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

test('whom a mail was sent to is read from its lines, from servers on its way, and from a mail that it quotes', () => {
  const mail = [
    'Received: by mx.example id 2 for deputy@county.example; Tue, 1 Sep 2026 11:59:00 +0000',
    'To: One Voter <One.Voter@home.example>,',
    ' other@home.example',
    'From: bank@elsewhere.example',
    '',
    '> From: boss@elsewhere.example',
    '> Para: tercero@casa.example',
  ].join('\r\n')
  expect(addresseesIn(mail).toSorted()).toEqual([
    'deputy@county.example',
    'one.voter@home.example',
    'other@home.example',
    'tercero@casa.example',
  ])
  expect(addresseesIn('We wrote to: nobody. From: a@b.example')).toEqual([])
  expect(mailboxesIn('A@b.example, a@b.example; c@d')).toEqual(['a@b.example'])
})
