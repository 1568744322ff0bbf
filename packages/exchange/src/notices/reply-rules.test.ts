import { expect, test } from 'vitest'
import { readReply } from './reply-rules.ts'

test.each([
  ['482915', { code: '482915' }],
  [' 482 915 ', { code: '482915' }],
  ['Yes, 482-915.', { code: '482915' }],
  ['STOP', 'stop'],
  ['Stop.', 'stop'],
  ['Arrêt', 'stop'],
  ['start', 'start'],
  ['Wrong number!', 'wrong-number'],
  ['Número equivocado', 'wrong-number'],
  ['Please do not stop', 'words'],
  ['4829156', 'words'],
  ['48291', 'words'],
  ['482915 or 482916', 'words'],
  ['', 'words'],
])('“%s” from a number means %j', (text, meaning) => {
  expect(readReply(text)).toEqual(meaning)
})
