import { expect, test } from 'vitest'
import { callScript, type ScriptFacts } from './script.ts'

const FACTS: ScriptFacts = {
  from: 'Agency',
  place: 'Franklin County',
  title: 'Clerk',
  origin: 'https://exchange.example',
  half: '123456',
  text: {
    subject: 'Subject',
    what: 'Happened',
    howSure: 'Sure',
    actions: ['Act'],
    whoToCall: 'Desk',
  },
  textLanguage: 'en',
  exercise: false,
  isTest: false,
}
const at = (lines: readonly string[], part: string) =>
  lines.findIndex((line) => line.includes(part))

test.each([
  ['es', 'inglés'],
  ['fr', 'anglais'],
])(
  'before words of the notice in another language a script in %s says that they are in %s',
  (language, named) => {
    const { lines } = callScript(language, FACTS)
    expect(at(lines, named)).toBe(at(lines, FACTS.text.what) - 1)
    expect(at(callScript(language, { ...FACTS, textLanguage: language }).lines, named)).toBe(-1)
  },
)

test('a caller with no script in the language of whom is called is told so, and that the words are in yet another', () => {
  const { language, lines } = callScript('vi', { ...FACTS, textLanguage: 'es' })
  expect(language).toBe('en')
  expect(lines[0]).toContain('no script in Vietnamese')
  expect(at(lines, 'in Spanish')).toBe(at(lines, FACTS.text.what) - 1)
  expect(at(callScript('en', FACTS).lines, 'no words in')).toBe(-1)
})
