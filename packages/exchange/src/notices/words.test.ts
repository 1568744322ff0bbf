import { expect, test } from 'vitest'
import { exhausted } from './words.ts'

const say = (asked: number, returned: number, chain: number) =>
  exhausted({ asked, returned, chain }, false)

test('of mails that were taken and refused later it is not said that no server took them', () => {
  expect(say(0, 1, 1)).toBe(
    'The mail to the only contact on file was taken and later refused by the receiving server. The sender must call.',
  )
  expect(say(0, 2, 2)).toBe(
    'The mails to all contacts on file were taken and later refused by the receiving servers. The sender must call.',
  )
  expect(say(0, 1, 2)).toBe(
    'Of 2 contacts on file the mail to 1 was taken and later refused by the receiving server; no mail server took a mail to the others. The sender must call.',
  )
  expect(say(1, 1, 3)).toBe(
    '1 of 3 contacts on file was mailed and none answered; the mail to one more was taken and later refused by the receiving server; no mail server took a mail to the others. The sender must call.',
  )
  expect(say(2, 2, 4)).not.toContain('no mail server')
})

test('where no server took any mail, or every contact had one, that is said', () => {
  expect(say(0, 0, 2)).toBe(
    'No mail server took a mail to any contact of this office. The sender must call.',
  )
  expect(say(2, 0, 2)).toBe(
    'Every contact on file was mailed and none answered. The sender must call.',
  )
  expect(say(2, 0, 3)).toMatch(/^2 of 3 contacts on file were mailed and none answered; no mail/)
})
