import { expect, test } from 'vitest'
import { strike, takeFile } from './evidence.ts'

const HOME = '12 Main Street, Springfield, OH 45501'
const take = (bytes: string | Uint8Array, isOwn?: (mailbox: string) => boolean) =>
  takeFile({ name: 'x', content: Buffer.from(bytes).toString('base64') }, 0, isOwn)
const stateOf = async (bytes: string | Uint8Array) => (await take(bytes))[0]!.state
const lined = (text: string) =>
  Buffer.from(text)
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n')

test.each([
  [`They went to ${HOME}, then left.`, 1],
  ['Fueron a la Calle Mayor 12 y a la Avenida de la Constitución, núm. 4.', 2],
  ['The site says that the vote is on Wednesday; 400 people saw it on 12 March.', 0],
])('addresses of homes are struck out of words: %s', (text, struck) => {
  const said = strike(text)
  expect(said.struck).toBe(struck)
  expect(said.text).not.toMatch(/Main|Mayor|Constituci/)
})

test.each([
  ['plain', `To: ${HOME}`],
  ['in one byte a sign', Buffer.from(`Señor at ${HOME}`, 'latin1')],
  ['in UTF-16', Buffer.from(`\ufeffAt ${HOME}`, 'utf16le')],
  ['quoted-printable', `Quoted:=20${HOME.replaceAll(' ', '=20')}=\r\n`],
  ['between tags', `<td>12 Main <b>Street</b></td><td>Springfield, OH 45501</td>`],
  [
    'at the end of base64',
    `A: b\r\n\r\n${lined(`${'The list of this week. '.repeat(20)}${HOME}`)}\r\n`,
  ],
  [
    'in a short line of base64 after others',
    `A: b\r\n\r\n${lined(`${'x'.repeat(57)} at ${HOME}`)}`,
  ],
])('a file that holds one %s is not kept', async (_, bytes) => {
  expect(await stateOf(bytes)).toBe('withheld')
})

test('a file without one is kept, a picture is said not to be searched, and a text too long is not kept', async () => {
  expect(await stateOf('The polls close at noon, it says.')).toBe('kept')
  expect(await stateOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]))).toBe('unsearched')
  expect(await stateOf('No address here. '.repeat(20_000))).toBe('withheld')
})

test('a name that is too long ends with a whole sign', async () => {
  for (const before of ['', 'x']) {
    const [file] = await takeFile({ name: before + '😀'.repeat(200), content: 'YWJj' }, 0)
    const { name } = file!
    expect(name.isWellFormed()).toBe(true)
    expect(name.length).toBeGreaterThan(298)
  }
})

const fileOf = (text: string) => ({
  name: 'evidence.txt',
  content: Buffer.from(text).toString('base64'),
})
const ELM = 'Come to 12 Elm Street, Springfield, IL 62701 tonight.'
const QUIET = 'The page was slow this morning and people could not see it. '

test('a file that holds an address of a home is kept as its hash alone, wherever the address stands', async () => {
  for (const before of [0, 3_570, 3_980, 40_000]) {
    const text = QUIET.repeat(1000).slice(0, before) + `\n${ELM}`
    const [file] = await takeFile(fileOf(text), 0)
    const { state, content } = file!
    expect([before, state, content]).toEqual([before, 'withheld', null])
  }
  expect(await takeFile(fileOf(QUIET.repeat(100)), 0)).toMatchObject([{ state: 'kept' }])
})

test('other work goes on while a long file is searched', async () => {
  let turns = 0
  const timer = setInterval(() => void turns++, 1)
  await takeFile(fileOf('Anna Maria Berg of the North Main Street '.repeat(1000)), 0)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(3)
})

const MAIL = [
  'Received: by mx.sender.example id 2 for one.voter@home.example; Tue, 20 Oct 2020 11:59:00 +0000',
  'From: Poser <info@sender.example>',
  'To: one.voter@home.example',
  'Subject: Note to One.Voter@home.example',
  '',
  'You will hear from us.',
].join('\r\n')

test('of a mail to somebody else the lines above it are kept, and whom it was sent to stands nowhere', async () => {
  const [whole, head, ...others] = await take(MAIL)
  expect(others).toEqual([])
  expect(whole).toMatchObject({ name: 'x', state: 'withheld', content: null })
  expect(head).toMatchObject({ name: 'head of x.txt', state: 'kept' })
  const kept = Buffer.from(head!.content!).toString()
  expect(kept).not.toMatch(/voter/i)
  expect(kept).toContain('From: Poser <info@sender.example>')
  expect(kept).toContain('by mx.sender.example id 2 for (left out);')
})

test('a mail to the office itself is kept byte for byte, and one that it quotes to a voter is not', async () => {
  const isOwn = (mailbox: string) => mailbox.endsWith('@county.example')
  const own = MAIL.replaceAll(/one\.voter@home/gi, 'desk@county')
  expect(await take(own, isOwn)).toMatchObject([{ state: 'kept' }])
  const quoting = `${own}\r\n\r\n> Para: One <one.voter@home.example>\r\n> Texto`
  expect(await take(quoting, isOwn)).toMatchObject([{ state: 'withheld' }, { state: 'kept' }])
})

test('a list of mailboxes is not kept, and a text that names a sender is', async () => {
  const list = ['a', 'b', 'c'].map((who) => `${who}@home.example`).join('\n')
  expect(await take(list)).toMatchObject([{ state: 'withheld' }])
  expect(await take('It came from info@sender.example.')).toMatchObject([{ state: 'kept' }])
})

test('whom it was sent to is left out of the head in other writings too, and of the names of files', async () => {
  const told = Buffer.from('Hola one.voter@home.example').toString('base64')
  const mail = MAIL.replace(
    'From:',
    `Return-Path: <bounce+One.Voter=home.example@sender.example>\r\nX-Note: =?utf-8?B?${told}?= =?utf-8?Q?at_12_Elm_Street?=\r\nFrom:`,
  )
  const name = 'to one.voter@home.example.eml'
  const content = Buffer.from(mail).toString('base64')
  const [whole, head] = await takeFile({ name, content }, 0)
  expect(whole!.name + head!.name).not.toMatch(/voter/i)
  const kept = Buffer.from(head!.content!).toString()
  expect(kept).not.toMatch(/voter/i)
  expect(kept).toContain('Return-Path: <bounce+(left out)@sender.example>')
  expect(kept).toContain('X-Note: (left out) (left out)')
  expect(kept).not.toContain(told)
})
