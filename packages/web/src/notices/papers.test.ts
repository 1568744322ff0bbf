import { expect, test } from 'vitest'
import { EMPTY_FORM, EMPTY_TEXT } from './notice-form.ts'
import { fillFrom, isEmptyForm, nameOfDraft, toContent, toPlaces } from './papers.ts'

const office = { jurisdiction: '12', role: 'clerk', place: 'Florida', kind: 'state' } as const

test('a template fills what is empty and takes nothing away that is written', () => {
  const template = toContent({
    ...EMPTY_FORM,
    minutes: '60',
    texts: { en: { ...EMPTY_TEXT, subject: 'Theirs', whoToCall: 'The desk' } },
    picked: [office],
  })
  const mine = {
    ...EMPTY_FORM,
    texts: { en: { ...EMPTY_TEXT, subject: 'Mine' } },
    picked: [{ ...office, jurisdiction: '39' }],
  }
  const filled = fillFrom(mine, template)
  expect(filled.texts['en']).toMatchObject({ subject: 'Mine', whoToCall: 'The desk' })
  expect(filled.picked.map(({ jurisdiction }) => jurisdiction)).toEqual(['39', '12'])
  expect(filled.minutes).toBe('60')
  expect(fillFrom(filled, template)).toEqual(filled)
})

test('a form with nothing in it is empty, whatever draft was open before', () => {
  expect(isEmptyForm({ ...EMPTY_FORM, kept: { id: 'a', version: 2 } })).toBe(true)
  expect(isEmptyForm({ ...EMPTY_FORM, picked: [office] })).toBe(false)
  expect(nameOfDraft(EMPTY_FORM)).toBe('No subject yet')
  expect(toPlaces({ ...EMPTY_FORM, minutes: '5', picked: [office] })).toMatchObject({
    minutes: '120',
    picked: [office],
  })
})
