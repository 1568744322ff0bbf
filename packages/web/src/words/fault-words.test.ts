import { ApiError, ERROR_CODES } from '@tocsin/api'
import { expect, test } from 'vitest'
import { describeFault } from './fault-words.ts'

const fault = (code: (typeof ERROR_CODES)[number], rule?: string) =>
  new ApiError(400, { code, message: 'this notice is closed already', ...(rule ? { rule } : {}) })

test('a fault is a whole sentence of the exchange, its rule, and what to do next', () => {
  expect(describeFault(fault('conflict'))).toBe(
    'This notice is closed already. Load the page again to see how it stands.',
  )
  expect(describeFault(fault('refused-by-policy', 'tlp-red'))).toBe(
    'This notice is closed already. (rule: tlp-red)',
  )
})

test('in Spanish every fault is told in Spanish, by its code', () => {
  const said = ERROR_CODES.map((code) => describeFault(fault(code), 'es'))
  expect(new Set(said).size).toBe(ERROR_CODES.length)
  for (const words of said) expect(words).toMatch(/^[A-Z].*\.$/)
  expect(said.join(' ')).not.toContain('closed')
})

test('a server that cannot be reached is no fault of the program', () => {
  expect(describeFault(new TypeError('Failed to fetch'))).toContain('Check the connection')
  expect(describeFault(new TypeError('Failed to fetch'), 'es')).toContain('Revise la conexión')
})
