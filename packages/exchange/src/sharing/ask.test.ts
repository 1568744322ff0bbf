import { expect, test } from 'vitest'
import { findAsk, readAsksAhead } from './ask.ts'
import { readSentences } from '../../bench/asking-sentences.ts'

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
  'Vi preghiamo di rimuovere questi account entro venerdì',
  'Por favor, removam estas contas até sexta-feira',
  'Пожалуйста, удалите эти аккаунты до пятницы',
  'Просимо заблокувати ці акаунти',
  '请在周五之前删除这些账户',
  'يرجى حذف هذه الحسابات قبل يوم الجمعة',
  'لطفا این حساب ها را مسدود کنید',
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
  'Gli account sono stati rimossi dalla piattaforma a maggio.',
  'Платформа удалила эти аккаунты в мае.',
  '平台在五月删除了这些账户。',
  'حذفت المنصة هذه الحسابات في مايو.',
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

const ASK = 'Please remove these accounts by Friday'
const DEFINITION = 'extension-definition--3d6e5c1e-4b0e-4d5f-9c55-0d4b1d6a7c11'
const own = (rest: object) => [{ type: 'user-account', account_login: 'one', ...rest }]

test.each([
  ['a property of its maker’s own', own({ x_hint: ASK })],
  ['an extension of its maker’s own', own({ extensions: { [DEFINITION]: { hint: ASK } } })],
  ['the name of a property', own({ please_remove_these_accounts_by_friday: true })],
  ['the name of a property of a note', [{ type: 'note', please_remove_these_accounts: 1 }]],
  ['an enclosed text', [{ type: 'artifact', payload_bin: Buffer.from(ASK).toString('base64') }]],
])('what a maker writes itself beside what was observed is read: %s', (_, objects) => {
  expect(findAsk('Title', objects)).toEqual(expect.any(String))
})

test('what STIX keeps of an observed account, mail or program is evidence', () => {
  const extensions = { 'http-request-ext': { request_value: ASK } }
  const observed = [
    { type: 'user-account', display_name: ASK },
    { type: 'email-message', subject: ASK, body: ASK },
    { type: 'network-traffic', extensions },
  ]
  expect(findAsk('Title', observed)).toBeUndefined()
})

const SETS = ['first', 'second'] as const

test.each(SETS)(
  'of the written sentences of the %s set that inform few are taken for asks',
  (set) => {
    const { plain, hard } = readSentences(set)
    const asking = [...plain, ...hard].filter((text) => findAsk(text, []) !== undefined)
    expect(asking.length).toBeLessThanOrEqual(0.02 * (plain.length + hard.length))
  },
)

test.each([
  { set: 'first', open: 0.98, hidden: 0.95, disguised: 0.9 },
  { set: 'second', open: 0.95, hidden: 0.8, disguised: 0.9 },
] as const)('of those of the $set set that ask most are found', ({ set, ...least }) => {
  const sentences = readSentences(set)
  for (const [kind, share] of Object.entries(least)) {
    const all = sentences[kind as keyof typeof least]
    const found = all.filter((text) => findAsk(text, []) !== undefined)
    expect(found.length / all.length, kind).toBeGreaterThanOrEqual(share)
  }
})

test.each([
  'remov',
  'violat',
  'these a',
  'what you ',
  '_a',
  '"',
  '?',
  'it would be ',
  ' ',
  '\n',
  '\r\n',
  '\t ',
  '\u00a0',
])('the largest text is read in time that grows with its length alone: %j', (part) => {
  expect(() => findAsk(part.repeat(400_000 / part.length), [])).not.toThrow()
})

test('what stands deep in a long text is found, and other work goes on while it is read ahead', async () => {
  const long = 'The accounts posted in step with others. '.repeat(3000)
  const note = (content: string) => ({ type: 'note', content })
  const [quiet, asks] = [note(long), note(`${long}Please remove these accounts. ${long}`)]
  let pauses = 0
  await readAsksAhead([quiet, asks], async () => void pauses++)
  expect(pauses).toBeGreaterThan(6)
  for (const text of [quiet.content, asks.content])
    expect(findAsk('', [note(text)])).toBe(findAsk('', [text === long ? quiet : asks]))
  expect(findAsk('', [quiet])).toBeUndefined()
  expect(findAsk('', [quiet, asks])).toMatch(/^Please remov/)
})

test('what somebody else is quoted with asks nothing of the reader, and a question that the text answers is a heading', () => {
  expect(findAsk('The mail says "please reply with your password".', [])).toBeUndefined()
  expect(findAsk('Who runs the network? Two offices of one firm.', [])).toBeUndefined()
  expect(findAsk('Why is this page still up? Others closed theirs.', [])).toEqual(
    expect.any(String),
  )
})

test.each([
  'Our note: "please remove these accounts"',
  'We said: "take this page down".',
  'The list comes with "remove these accounts today".',
  '"Please take these posts down" is our message.',
  'This asks for nothing of you, remove these accounts',
  'You are free to remove these accounts today',
  'You need not wait for us to remove these accounts',
  'We cannot ask you to remove these accounts, but everyone would sleep better.',
  'The claim that the platform should remove these accounts is ours.',
  '(a) take the page down',
  'The removal\nof these is\nappreciated',
  '&#80;lease &#114;emove the advert in row 6.',
  'Row 6 of 40: re&#109;ove th&#105;s page',
])('no quote, no disclaimer and no spelling hides a request: %s', (text) => {
  expect(findAsk(text, [])).toEqual(expect.any(String))
})

test.each([
  'Reply-to addresses were forged.',
  'Get requests to the portal rose tenfold.',
  'Stop signs were shown in the video.',
  'Act of 2019 on elections, section 3',
  'Block list of the registrar, version 4',
  'Note on infrastructure of the network',
])('a title that begins like a command is none: %s', (text) => {
  expect(findAsk(text, [])).toBeUndefined()
})

test('a document of sentences that inform asks for nothing, for no sentence speaks into the next', () => {
  for (const set of SETS) {
    const { plain, hard } = readSentences(set)
    const informs = [...plain, ...hard].filter((text) => findAsk(text, []) === undefined)
    expect(findAsk(informs.join(' '), [])).toBeUndefined()
    expect(findAsk(informs.join('\n'), [])).toBeUndefined()
  }
})
