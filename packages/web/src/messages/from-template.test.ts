import { expect, test } from 'vitest'
import { statedBy, takenFrom } from './from-template.ts'
import { NOTHING_STATED } from './stated.ts'

const AUTHORITY = {
  text: 'Act, section 4',
  from: '2026-01-01T00:00:00.000Z',
  until: '2027-01-01T00:00:00.000Z',
}
const TEMPLATE = { name: 'Weekly', authority: AUTHORITY, nexus: 'credible-facts' } as const
const at = (day: string) => Date.parse(`${day}T12:00:00Z`)

test('a template brings an authority that holds with its dates, and the kind of nexus, and nothing that is of one message alone', () => {
  const begun = statedBy(TEMPLATE, at('2026-06-01'))
  expect(begun).toEqual({
    authority: AUTHORITY.text,
    from: AUTHORITY.from,
    until: AUTHORITY.until,
    nexus: 'credible-facts',
  })
  expect(takenFrom(TEMPLATE, { ...NOTHING_STATED, ...begun }, at('2026-06-01'))).toEqual({
    authority: true,
    nexus: true,
    standing: undefined,
  })
  expect(statedBy({ name: 'Bare' }, at('2026-06-01'))).toEqual({})
})

test.each([
  ['2027-01-01', 'ended'],
  ['2025-12-31', 'not-begun'],
] as const)(
  'on %s its authority has %s, its dates are not taken over, and that is said',
  (day, standing) => {
    const begun = statedBy(TEMPLATE, at(day))
    expect(begun).toMatchObject({ authority: AUTHORITY.text, from: '', until: '' })
    const stated = { ...NOTHING_STATED, ...begun }
    expect(takenFrom(TEMPLATE, stated, at(day))).toMatchObject({ authority: false, standing })
    const renewed = {
      ...stated,
      from: '2027-01-01T00:00:00.000Z',
      until: '2028-01-01T00:00:00.000Z',
    }
    expect(takenFrom(TEMPLATE, renewed, at(day))).toMatchObject({
      authority: false,
      standing: undefined,
    })
  },
)

test('what a person has changed is not said to come from the template', () => {
  const stated = { ...NOTHING_STATED, ...statedBy(TEMPLATE, at('2026-06-01')), authority: 'Other' }
  expect(takenFrom(TEMPLATE, { ...stated, nexus: '' }, at('2026-06-01'))).toEqual({
    authority: false,
    nexus: false,
    standing: undefined,
  })
})
