import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countParts } from '../gateways/gsm.ts'
import { renderText, type TextFacts } from './text-words.ts'

const LINK = 'https://exchange.example/n#abcdefghijklmnopqrstuv'
const FACTS: TextFacts = {
  channel: 'sms',
  kind: 'notice',
  tlp: 'green',
  from: 'Election Security Agency',
  place: 'Franklin County, Ohio',
  subject: 'False closing times are being spread',
  language: 'en',
  exercise: false,
  corrects: false,
}
const render = (more: Partial<TextFacts>) =>
  renderText({ ...FACTS, ...more }, { link: LINK, code: '402133' })

test.each(['en', 'es', 'fr', 'xx'])(
  'in %s a message says whose it is, for which office, where to read it and what to send back',
  (language) => {
    const { text, kept } = render({ language })
    const said = [FACTS.from, FACTS.place, FACTS.subject, LINK, '402133', 'STOP', 'TLP:GREEN']
    for (const words of said) expect(text).toContain(words)
    expect(kept).not.toContain(LINK)
    expect(kept).not.toContain('402133')
  },
)

test('in each language it is said that an exercise, a test, a correction and an all-clear is one', () => {
  const marks = ['en', 'es', 'fr'].map((language) => [
    render({ language, exercise: true }).text,
    render({ language, kind: 'reachability' }).text,
    render({ language, corrects: true }).text,
    render({ language, kind: 'all-clear' }).text,
    render({ language, kind: 'not-hit' }).text,
  ])
  const plain = ['en', 'es', 'fr'].map((language) => render({ language }).text)
  marks.forEach((texts, at) => {
    expect(new Set([...texts, plain[at]]).size).toBe(texts.length + 1)
  })
  expect(render({ language: 'es', exercise: true }).text).toContain('SIMULACRO')
  expect(render({ language: 'fr', exercise: true }).text).toContain('EXERCICE')
})

test('of what may not go everywhere the network reads no subject', () => {
  for (const tlp of ['amber', 'amber+strict', 'red'] as const)
    for (const language of ['en', 'es', 'fr'])
      expect(render({ tlp, language }).text).not.toContain(FACTS.subject)
})

test('however long a subject is, and in whatever letters, a message is of at most ten parts and whole signs', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 500 }),
      fc.constantFrom('en', 'es', 'fr'),
      (subject, language) => {
        const { text } = render({ subject, language })
        expect(text.isWellFormed()).toBe(true)
        expect(countParts(text)).toBeLessThanOrEqual(10)
        expect(text).toContain(LINK)
      },
    ),
  )
})
