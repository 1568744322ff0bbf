import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCsv, readContacts } from './contacts-csv.ts'

const LANGUAGES = ['en', 'es']
const HEAD = 'jurisdiction,role,rank,title,email,phone,language'

test('rows of role holders are read, with quoted titles and Windows line ends', () => {
  const text = `\uFEFF${HEAD}\r\n39049,clerk,0,"Clerk, Example County",clerk@example.org,+1 555 0100,es\r\n39,chief-official,0,Secretary,office@example.org,,\r\n`
  expect(readContacts(text, LANGUAGES)).toEqual({
    faults: [],
    warnings: [],
    contacts: [
      {
        jurisdiction: '39049',
        role: 'clerk',
        rank: 0,
        title: 'Clerk, Example County',
        email: 'clerk@example.org',
        phone: '+1 555 0100',
        language: 'es',
      },
      {
        jurisdiction: '39',
        role: 'chief-official',
        rank: 0,
        title: 'Secretary',
        email: 'office@example.org',
        language: 'en',
      },
    ],
  })
})

test('every faulty cell is named by its row and column, and the good rows are kept apart', () => {
  const { contacts, faults } = readContacts(
    `${HEAD}\n39 0,clerk,0,Clerk,clerk@example.org,,\n39049,mayor,x,Clerk,nowhere,,fr\n39049,it,0,IT lead,it@example.org,,en\n`,
    LANGUAGES,
  )
  expect(contacts).toHaveLength(1)
  expect(faults.map(({ row, column }) => `${row} ${column}`)).toEqual([
    '2 jurisdiction',
    '3 role',
    '3 rank',
    '3 email',
    '3 language',
  ])
})

test('the same office, role and rank twice is a fault that names the first row', () => {
  const row = '39049,clerk,0,Clerk,clerk@example.org,,'
  const { faults } = readContacts(`${HEAD}\n${row}\n${row}\n`, LANGUAGES)
  expect(faults).toEqual([
    { row: 3, column: 'rank', message: 'the same office, role and rank stand in row 2' },
  ])
})

test('a mailbox twice in one office and role is warned of before the import, by row, and hinders none', () => {
  const { contacts, faults, warnings } = readContacts(
    `${HEAD}\n39049,clerk,0,Clerk,Clerk@example.org,,\n39049,it,0,IT lead,clerk@example.org,,\n39049,clerk,1,Deputy,clerk@EXAMPLE.org,,\n`,
    LANGUAGES,
  )
  expect([contacts.length, faults.length]).toEqual([3, 0])
  expect(warnings).toEqual([{ row: 4, column: 'email', message: expect.stringContaining('row 2') }])
})

test('a file without the needed columns says which are missing', () => {
  expect(readContacts('name,mail\nx,y', LANGUAGES).faults[0]?.message).toBe(
    'the heading lacks: jurisdiction, role, rank, title, email',
  )
  expect(readContacts('', LANGUAGES).faults).toHaveLength(1)
})

test('any table written as CSV is read back as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', '\r', ' ', '7') })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 })
  fc.assert(
    fc.property(table, (rows) => {
      const filled = rows.map((row) => ['x', ...row])
      const text = filled
        .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
        .join('\r\n')
      expect(parseCsv(text)).toEqual(filled)
    }),
  )
})

test('no text makes the reader hang or throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a') }), (text) => {
      expect(Array.isArray(parseCsv(text))).toBe(true)
    }),
  )
})
