import { PLAYBOOKS, REPORT_KINDS } from '@tocsin/api'
import { expect, test } from 'vitest'
import { gradeLevel } from '../notices/readability.ts'

const GRADE = 8
const MOST_WORDS = 18
const sentencesOf = (text: string) => text.split(/(?<=[.!?])\s+/)

test.each(REPORT_KINDS)(
  'the playbook for %s reads at grade 8 or below, each of its parts too',
  (kind) => {
    const { first, call } = PLAYBOOKS.en[kind]
    expect([...first, call].filter((one) => gradeLevel(one) > GRADE)).toEqual([])
    expect(gradeLevel([...first, call].join('\n'))).toBeLessThanOrEqual(GRADE)
  },
)

test.each(['en', 'es', 'fr'] as const)(
  'each kind has three things to do and whom to call in %s, in short sentences',
  (language) => {
    expect(Object.keys(PLAYBOOKS[language])).toEqual([...REPORT_KINDS])
    const long = Object.values(PLAYBOOKS[language])
      .flatMap(({ first, call }) => [...first, call])
      .flatMap(sentencesOf)
      .filter((one) => one.split(/\s+/).length > MOST_WORDS)
    expect(long).toEqual([])
  },
)

test('no playbook gives a number, an address or the name of a body, which differ from place to place', () => {
  expect(JSON.stringify(PLAYBOOKS)).not.toMatch(
    /\d|https?:|www\.|\b(?:FBI|CISA|EAC|DHS|ANSSI|EI-ISAC|MS-ISAC)\b/,
  )
})
