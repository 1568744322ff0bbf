import { expect, test } from 'vitest'
import { newCallBackCode, normaliseCode } from '../offices/door.ts'
import { renderMail } from './mail.ts'

const EN = {
  subject: 'A false site copies your polling-place page',
  what: 'A site with a name like yours shows wrong polling places.',
  howSure: 'We saw the site. We do not know who made it.',
  actions: ['Tell your staff', 'Post your true address'],
  whoToCall: 'Duty desk, Example State',
}
const ES = { ...EN, subject: 'Un sitio falso copia su página' }
const FACTS = {
  kind: 'notice' as const,
  from: 'Agency',
  tlp: 'amber+strict' as const,
  texts: { en: EN, es: ES },
  main_language: 'en',
  call_back_code: '1234-5678-9012',
  place: 'Example County',
  before: null,
}
const TO = { to: 'clerk@example.test', link: 'https://exchange.test/n/abc', exercise: false }

test('the TLP label stands first in the subject and around the body', () => {
  const mail = renderMail({ ...FACTS, language: 'en' }, TO)
  expect(mail.subject).toBe('TLP:AMBER+STRICT A false site copies your polling-place page')
  expect(mail.text.startsWith('TLP:AMBER+STRICT\n')).toBe(true)
  expect(mail.text.trimEnd().endsWith('TLP:AMBER+STRICT')).toBe(true)
})

test('a contact who asked for Spanish gets it first and the English after it', () => {
  const { subject, text } = renderMail({ ...FACTS, language: 'es' }, TO)
  expect(subject).toContain('Un sitio falso')
  expect(text.indexOf('QUÉ PASÓ')).toBeLessThan(text.indexOf('WHAT HAPPENED'))
})

test('a French notice is French throughout, and says so to whoever reads another language', () => {
  const facts = { ...FACTS, texts: { fr: { ...EN, subject: 'Un faux site' } }, main_language: 'fr' }
  const french = renderMail({ ...facts, language: 'fr' }, { ...TO, exercise: true })
  expect(french.subject).toBe('TLP:AMBER+STRICT [EXERCICE] Un faux site')
  expect(french.text).toContain('CE QU’IL FAUT FAIRE')
  expect(french.text).not.toMatch(/WHAT TO DO|exercise/)
  const spanish = renderMail({ ...facts, language: 'es' }, TO)
  expect(spanish.subject).toContain('Un faux site')
  expect(spanish.text.indexOf('Su texto en francés')).toBeLessThan(
    spanish.text.indexOf('QUI APPELER'),
  )
})

test('an exercise says so in the subject and before anything else in the body', () => {
  const { subject, text } = renderMail({ ...FACTS, language: 'en' }, { ...TO, exercise: true })
  expect(subject).toContain('[EXERCISE]')
  expect(text.indexOf('exercise')).toBeLessThan(text.indexOf('WHAT HAPPENED'))
})

test('a call-back code survives being read aloud in any grouping', () => {
  const code = newCallBackCode()
  expect(normaliseCode(code.replaceAll('-', ' '))).toBe(code)
  expect(normaliseCode(code.replaceAll('-', ''))).toBe(code)
})
