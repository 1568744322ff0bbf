import { expect, test } from 'vitest'
import { readReceipt } from './receipts.ts'

test.each([
  ['DELIVRD', 'delivered'],
  ['UNDELIV', 'undelivered'],
  ['EXPIRED', 'undelivered'],
  ['REJECTD', 'undelivered'],
  ['DELETED', 'undelivered'],
  ['ACCEPTD', 'underway'],
  ['ENROUTE', 'underway'],
  ['UNKNOWN', 'underway'],
] as const)('a receipt that says %s is read as %s', (stat, said) => {
  const text = `id:0A1b sub:001 dlvrd:000 submit date:2610011200 done date:2610011201 stat:${stat} err:011 text:x`
  expect(readReceipt({ text })).toEqual({
    kind: 'receipt',
    gatewayId: '0A1b',
    said,
    brief: `${stat} 011`,
  })
})

test('fields beside the text go before it, and what names no message or state is no receipt', () => {
  expect(readReceipt({ receiptedId: '9', state: 2, text: 'id:8 stat:UNDELIV' })).toMatchObject({
    gatewayId: '9',
    said: 'delivered',
  })
  expect(readReceipt({ text: 'hello' })).toBeUndefined()
  expect(readReceipt({ text: 'id:7' })).toBeUndefined()
})

test.each([
  ['with a sign that no text in a database holds', 'id:7\0a stat:DELIVRD'],
  ['with a line end sent as a sign', 'id:7\u0001 stat:DELIVRD'],
  ['of 65,000 letters', `id:${'a'.repeat(65_000)} stat:DELIVRD`],
])('an id %s is of no message of ours', (_, text) => {
  expect(readReceipt({ text })).toBeUndefined()
  const [receiptedId] = text.slice(3).split(' ')
  expect(readReceipt({ receiptedId, state: 2, text: '' })).toBeUndefined()
})
