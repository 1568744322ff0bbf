import { expect, test } from 'vitest'
import { findAsk } from './ask.ts'

test.each([
  'Please remove these accounts',
  'Take it down.',
  'Could you take a look at these accounts and act accordingly?',
  'We would be grateful for the removal of these posts',
  'We hope you will take these posts down',
  'These accounts ought to come down',
  'It would help if the page were suspended',
  'Removing these accounts would be appreciated',
  'Flagging this for your action',
  'Action requested: see the list',
  'Do these violate your terms of service?',
  'Please review these accounts against your community standards',
  'Plea\u200bse rem\u00adove these accounts',
  'ｐｌｅａｓｅ ｒｅｍｏｖｅ ｔｈｅｓｅ',
  'Veuillez supprimer ces comptes',
  'Merci de retirer ces contenus',
  'Bitte löschen Sie diese Konten',
  'Favor de retirar la publicación',
  '¿Podrían eliminar esto?',
  'Les agradeceríamos que suspendieran las cuentas',
])('a request is found: %s', (text) => {
  expect(findAsk(text, [])).toEqual(expect.any(String))
})

test.each([
  'The platform removed these accounts in May, for reasons of its own.',
  'This message is for your information only. Whether you look into it is yours alone under your own rules.',
  'Stolen mails may be published before the election, with forged ones among them.',
  'Les comptes ont été supprimés par la plateforme en mai.',
  'Die Konten wurden im Mai von der Plattform gelöscht.',
  'We hope to learn more. Accounts were suspended in May.',
])('what asks for nothing is not taken for a request: %s', (text) => {
  expect(findAsk(text, [])).toBeUndefined()
})

test('what was observed is evidence, and asks for nothing', () => {
  const pattern = "[x-post:text = 'please remove these accounts']"
  expect(findAsk('Title', [{ type: 'indicator', pattern }])).toBeUndefined()
  expect(
    findAsk('Title', [{ type: 'url', value: 'https://a.example/please remove these accounts' }]),
  ).toBeUndefined()
})
