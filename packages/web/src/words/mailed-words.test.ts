import { expect, test } from 'vitest'
import { mailedWords } from './mailed-words.ts'

test('of contacts it is said in every language how many mails a server took, and how many could not be mailed', () => {
  const mails = { queued: 0, handedOver: 1, failed: 2, returned: 0 }
  expect(mailedWords(mails)).toBe('1 handed to a mail server, 2 could not be mailed')
  expect(mailedWords(mails, 'es')).toBe('1 pasado a un servidor de correo, 2 no se pudieron enviar')
  expect(mailedWords(mails, 'fr')).toBe(
    '1 remis à un serveur de messagerie, 2 n’ont pu être envoyés',
  )
  expect(mailedWords({ queued: 1, handedOver: 0, failed: 0, returned: 0 })).toBe(
    '0 handed to a mail server, 1 not out yet',
  )
})

test('a mail that was taken and came back is not said to have never been taken', () => {
  const mails = { queued: 0, handedOver: 0, failed: 0, returned: 1 }
  expect(mailedWords(mails)).toBe(
    '0 handed to a mail server, 1 taken and later refused by the receiving server',
  )
  expect(mailedWords({ ...mails, returned: 2 }, 'es')).toContain(
    '2 aceptados y después rechazados por el servidor receptor',
  )
  expect(mailedWords(mails, 'fr')).toContain('1 accepté puis refusé par le serveur destinataire')
})
