import { expect, test } from 'vitest'
import { verifyOrder } from './log-order.ts'

const RIGHT = 'tocsin match LOG --indicators list.txt access.log'

test('on a terminal a log must be named, and the right order is told', () => {
  const named = { logs: [], indicators: ['list.txt', 'access.log'] }
  expect(() => verifyOrder({ ...named, isTerminal: true })).toThrow(RIGHT)
  expect(() => verifyOrder({ ...named, isTerminal: false })).not.toThrow()
  expect(() => verifyOrder({ ...named, logs: ['-'], isTerminal: true })).not.toThrow()
})

test('standard input is either a log or indicators', () => {
  const both = /standard input cannot be both/
  expect(() => verifyOrder({ logs: [], indicators: ['-'], isTerminal: false })).toThrow(both)
  expect(() => verifyOrder({ logs: ['a', '-'], indicators: ['-'], isTerminal: false })).toThrow(
    both,
  )
  expect(() => verifyOrder({ logs: ['a'], indicators: ['-'], isTerminal: false })).not.toThrow()
})
