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

test('a fault of a field names the field as a person knows it, not its place in the request', () => {
  const fault = (path: string, message: string) =>
    describeFault(new ApiError(400, { code: 'bad-request', message, path }))
  expect(fault('/body/token', 'body.token: is empty')).toBe('Token: is empty.')
  expect(fault('/body/texts/en/whoToCall', 'body.texts.en.whoToCall: is empty')).toBe(
    'English text, who to call: is empty.',
  )
  expect(fault('/body/contacts/2/email', 'body.contacts.2.email: is no address')).toBe(
    'Contacts, number 3, email: is no address.',
  )
  expect(fault('/body/constructor', 'body.constructor: is not known')).toBe(
    'Constructor: is not known.',
  )
  expect(fault('/body', 'body: title is missing')).toBe('Title is missing.')
  expect(fault('/body/again', 'the same was sent a minute ago')).toBe(
    'The same was sent a minute ago.',
  )
})
