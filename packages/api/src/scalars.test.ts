import { expect, test } from 'vitest'
import { isEmail } from './scalars.ts'

test('an address is one mailbox', () => {
  for (const one of ['clerk@county.example', "o'neil+vote@sub.county.example", 'root@localhost'])
    expect([one, isEmail(one)]).toEqual([one, true])
})

test('lists, names, remarks, quotes, spaces and broken domains are no address', () => {
  for (const one of [
    'jones,clerk@baldwin.example',
    '(note)clerk@baldwin.example',
    'clerk@baldwin.example;',
    'clerk@baldwin.example,other@else.example',
    'clerk@baldwin.example other@else.example',
    'Clerk <clerk@baldwin.example>',
    'office:clerk@baldwin.example',
    '"jones,clerk"@baldwin.example',
    'clerk@baldwin.example@else.example',
    'clerk@[192.0.2.1]',
    'clerk@-baldwin.example',
    'clerk@baldwin..example',
    '.clerk@baldwin.example',
    'clerk\u200b@baldwin.example',
    'clerk@baldwin.example\n',
    'clerk\\@baldwin.example',
    `${'x'.repeat(65)}@baldwin.example`,
  ])
    expect([one, isEmail(one)]).toEqual([one, false])
})
