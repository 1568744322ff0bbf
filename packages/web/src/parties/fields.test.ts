import { ApiError } from '@tocsin/api'
import { expect, test } from 'vitest'
import { blankFields, faultAt, fieldsOf, toStatement, type Fields } from './fields.ts'

const own = { name: 'Pine Tree Institute', email: 'it@pinetree-institute.org' }
const filled = (change: Partial<Fields> = {}): Fields => ({
  ...blankFields(own),
  kind: 'think-tank',
  contacts: [{ title: 'Head of IT', email: own.email, phone: '', language: 'en' }],
  ...change,
})

test('the first domain is that of the person’s mail, but none where the mail is of everybody', () => {
  expect(blankFields(own)).toMatchObject({ name: own.name, domain: 'pinetree-institute.org' })
  expect(blankFields({ ...own, email: 'somebody@gmail.com' }).domain).toBe('')
  expect(blankFields()).toMatchObject({ name: '', domain: '' })
})

test('what is written becomes a statement: addresses become domains, lines become lists, empty ones nothing', () => {
  const { statement, missing, faults } = toStatement(
    filled({
      domain: ' https://www.PineTree-Institute.org/about ',
      others: 'pinetree.example\n\n pinetree.example, ptree.example',
      aliases: 'pinetree',
      keywords: '',
    }),
  )
  expect(missing).toEqual([])
  expect(faults).toEqual({})
  expect(statement).toMatchObject({
    domains: ['pinetree-institute.org', 'pinetree.example', 'ptree.example'],
    aliases: ['pinetree'],
    keywords: [],
    contacts: [{ title: 'Head of IT', email: own.email, language: 'en' }],
  })
  expect(toStatement(fieldsOf(statement)).statement).toEqual(statement)
})

test('what is missing is named, and what is wrong stands at its field', () => {
  expect(toStatement(blankFields()).missing).toEqual([
    'a name',
    'what you are',
    'your main domain',
    'the role of each contact',
    'the mail of each contact',
  ])
  const contact = { title: 'A', email: 'Same@x.example', phone: '', language: 'en' }
  const { faults } = toStatement(
    filled({
      domain: 'pinetree',
      others: 'a.example\nb c',
      aliases: 'Pine Tree',
      keywords: 'oak',
      contacts: [contact, { ...contact, email: 'same@X.example' }, { ...contact, email: 'x' }],
    }),
  )
  expect(Object.keys(faults)).toEqual([
    'domain',
    'others',
    'aliases',
    'keywords',
    'contacts.1.email',
    'contacts.2.email',
  ])
})

test('a refusal of the exchange stands at the field that it is about', () => {
  const refused = (path: string, message = 'no') =>
    faultAt(new ApiError(400, { code: 'bad-request', message, path }))
  expect(refused('/body/statement/domains/0', 'body.statement.domains.0: is no domain')).toEqual({
    domain: 'is no domain',
  })
  expect(refused('/body/statement/domains')).toEqual({ domain: 'no' })
  expect(refused('/body/statement/domains/3')).toEqual({ others: 'no' })
  expect(refused('/body/statement/contacts/1/email')).toEqual({ 'contacts.1.email': 'no' })
  expect(refused('/body/statement/aliases/2')).toEqual({ aliases: 'no' })
  expect(refused('/body/reason')).toEqual({})
  expect(faultAt(new Error('away'))).toEqual({})
})
