import { expect, test } from 'vitest'
import { toMailFault } from './faults.ts'

const kindOf = (command: string, response: string) =>
  toMailFault(
    Object.assign(new Error(response), {
      code: 'EENVELOPE',
      command,
      response,
      responseCode: Number(response.slice(0, 3)),
    }),
  ).kind

test('whatever our own server says before a recipient is named is a fault of the exchange', () => {
  for (const command of ['CONN', 'EHLO', 'STARTTLS', 'AUTH PLAIN', 'MAIL FROM', 'API'])
    for (const reply of [
      '421 4.3.2 closing',
      '530 5.7.0 authentication required',
      '535 5.7.8 no',
      '550 5.1.1 no',
      '553 no',
      '554 no',
    ])
      expect([command, reply, kindOf(command, reply)]).toEqual([command, reply, 'server'])
})

test('a connection that fails, a name that is not found and a broken TLS are faults of the exchange', () => {
  for (const code of ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'ETLS', 'EAUTH', 'EPROTOCOL'])
    expect(toMailFault(Object.assign(new Error(code), { code, command: 'CONN' }))).toMatchObject({
      kind: 'server',
      brief: code,
    })
  expect(toMailFault('thrown by something else').kind).toBe('server')
})

test('only a mailbox that is refused for good is final', () => {
  for (const reply of [
    '550 5.1.1 no such user',
    '550 no such user here',
    '551 user not local',
    '553 5.1.3 bad address syntax',
    '556 5.1.10 domain takes no mail',
    '550 5.2.1 mailbox disabled',
  ])
    expect([reply, kindOf('RCPT TO', reply)]).toEqual([reply, 'recipient'])
})

test('a recipient put off, a full mailbox, and a refusal because of us are not the end of a mailbox', () => {
  for (const reply of [
    '450 4.2.0 greylisted',
    '452 4.2.2 mailbox full',
    '552 5.2.2 mailbox full',
    '552 mailbox full',
    '550 5.7.1 message refused by policy',
    '550 5.7.26 SPF failed',
    '554 5.7.1 relay access denied',
    '550 relaying denied',
    '553 sorry, that domain is not in my list of allowed rcpthosts',
    '554 your address is on a block list',
    '550 5.4.1 no route',
  ])
    expect([reply, kindOf('RCPT TO', reply)]).toEqual([reply, 'later'])
  expect(kindOf('DATA', '554 5.7.1 spam')).toBe('later')
  expect(kindOf('RCPT TO', '503 need MAIL first')).toBe('server')
  expect(kindOf('RCPT TO', '530 5.7.0 authentication required')).toBe('server')
  expect(kindOf('RCPT TO', '550 5.1.8 sender address rejected')).toBe('server')
})

test('the record holds the codes of a reply and no address', () => {
  const response = '550 5.1.1 <clerk@county.example> no such user'
  const fault = toMailFault(
    Object.assign(new Error(response), { command: 'RCPT TO', response, responseCode: 550 }),
  )
  expect(fault.brief).toBe('550 5.1.1')
})
