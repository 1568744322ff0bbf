/** Chains of seals (ARC, RFC 8617) computed again: what holds, what breaks one and where, and what is said of it. */
import { judge, readSuspiciousMail, type ResolveTxt } from '@tocsin/detect/suspicious'
import { expect, test } from 'vitest'
import { type Change, keysOf, type Line, makeSealer, seal } from './sealed-mail.ts'

const NOW = new Date('2026-09-01T12:00:00.000Z')
const MAIL = [
  'From: Elections office <office@sender.example>',
  'To: clerk@county.example',
  'Subject: Hours of the polls',
  '',
  'The polls open at six.  ',
  'They close at eight.',
  '',
  '',
].join('\r\n')
const LIST = makeSealer('list.example', 2048)
const RELAY = makeSealer('relay.example')
const LAST = makeSealer('last.example')
const KEYS = keysOf(LIST, RELAY, LAST)

const readingOf = (mail: string, resolve?: ResolveTxt) =>
  readSuspiciousMail(Buffer.from(mail), { own: [], resolve, now: NOW })
const chainOf = async (mail: string, resolve: ResolveTxt = KEYS) =>
  (await readingOf(mail, resolve)).mails[0]!.chain
/** What comes out, why and at which instance. */
const said = async (mail: string, resolve?: ResolveTxt) => {
  const { result, why, at } = (await chainOf(mail, resolve))!
  return [result, why, at].filter((one) => one !== undefined).join(' ')
}

const one = (change?: Change) => seal(MAIL, LIST, 1, change)
const two = (change?: Change) => seal(one(), RELAY, 2, change)
const write = (line: Line, from: string | RegExp, to: string): Change => ({
  write: { [line]: (text: string) => text.replace(from, to) },
})
const after = (line: Line, from: string | RegExp, to: string): Change => ({
  after: { [line]: (text: string) => text.replace(from, to) },
})

test('a chain of one to five seals by keys of either kind holds, and a mail without one has none', async () => {
  let mail = MAIL
  expect(await chainOf(mail)).toBeNull()
  for (const [at, sealer] of [LIST, RELAY, LAST, LIST, RELAY].entries()) {
    mail = seal(mail, sealer, at + 1)
    expect(await said(mail)).toBe('pass')
  }
  const { sets } = (await chainOf(mail))!
  expect(sets.map((set) => [set.instance, set.sealer, set.seal, set.message])).toEqual([
    [1, 'list.example', 'holds', 'holds'],
    [2, 'relay.example', 'holds', 'holds'],
    [3, 'last.example', 'holds', 'holds'],
    [4, 'list.example', 'holds', 'holds'],
    [5, 'relay.example', 'holds', 'holds'],
  ])
})

test('a server that changes the mail breaks the message signatures before it and not the chain', async () => {
  const sent = one().replace('They close at eight.', 'They close at eight.\r\n-- \r\nOf the list')
  const mail = seal(sent, RELAY, 2)
  expect(await said(mail)).toBe('pass')
  const { sets } = (await chainOf(mail))!
  expect(sets.map(({ message }) => message)).toEqual(['broken', 'holds'])
  expect(await said(sent)).toBe('fail message 1')
})

test.each<[string, string]>([
  ['the forms simple/simple', one({ forms: 'simple/simple' })],
  ['the forms simple/relaxed', one({ forms: 'simple/relaxed' })],
  ['the forms relaxed/simple', one({ forms: 'relaxed/simple' })],
  ['a form for fields alone, the body simple', one({ forms: 'relaxed' })],
  ['spaces around tags', one(write('message', /=rsa/, ' = rsa'))],
  ['a semicolon at the end of the results', one(write('results', /$/, ';'))],
  ['a tag that nobody knows', one(write('seal', '; cv', '; zz=1; cv'))],
  ['a time that is a number', one(write('seal', '; cv', '; t=12345; cv'))],
  ['a field named that is not there', one({ names: 'from:to:reply-to' })],
  ['names of fields in capitals', one({ names: 'From:TO:Subject' })],
  ['a signature that is folded on the way', one(after('seal', / b=(.{20})/, ' b=$1\r\n  '))],
  ['spaces put in between words', one().replace('Subject: Hours of', 'Subject:  Hours \t of')],
  ['the name of a field in other letters', one().replace('Subject:', 'SUBJECT:')],
  ['empty lines more at its end', `${one()}\r\n\r\n`],
  ['spaces at the ends of its lines', one().replace('at eight.', 'at eight. \t')],
])('a chain holds with %s', async (_, mail) => {
  expect(await said(mail)).toBe('pass')
})

test.each<[string, string, string]>([
  ['a word of the body changed', one().replace('at six', 'at ten'), 'message 1'],
  ['a field changed that is covered', one().replace('Hours', 'Times'), 'message 1'],
  ['what was said to be checked changed', two().replace('dkim=pass', 'dkim=fail'), 'seal 2'],
  ['the message signature of the first changed', two().replace(/(i=1;.* bh=)./, '$1A'), ''],
  ['the first seal changed', two().replace(/(ARC-Seal: i=1;.* b=)./, '$1A'), ''],
  ['a message signature over a seal', two({ names: 'from:arc-seal' }), 'message 2'],
  ['a message signature that leaves From out', one({ names: 'to:subject' }), 'message 1'],
  ['a seal that names fields', one(write('seal', '; cv', '; h=from; cv')), 'seal 1'],
  ['an algorithm of before', one(write('seal', /=rsa-sha256/, '=rsa-sha1')), 'seal 1'],
  ['no algorithm', one(write('message', /a=rsa-sha256; /, '')), 'message 1'],
  ['a form that there is not', one({ forms: 'loose/relaxed' }), 'message 1'],
  ['a domain that is no name', one(write('seal', 'd=list.example', 'd=-')), 'seal 1'],
  ['no selector', one(write('message', 's=arc; ', '')), 'message 1'],
  ['a time that is no number', one(write('seal', '; cv', '; t=now; cv')), 'seal 1'],
  ['a tag that stands twice', one(write('message', '; c=', '; c=relaxed; c=')), ''],
  ['no signature', one(after('seal', / b=.*/, ' b=')), 'seal 1'],
  ['a signature that is no base64', one(after('seal', / b=./, ' b=!')), 'seal 1'],
  ['a first seal that says a chain passed', one({ cv: 'pass' }), 'shape 1'],
  ['a second seal that says there was none', two({ cv: 'none' }), 'shape 2'],
  ['a seal that says nothing of the chain', one({ cv: '' }), 'shape 1'],
  ['a newest seal that says the chain failed', two({ cv: 'fail' }), 'said-failed 2'],
  ['no results', one(after('results', /[^]*/, '')), 'shape'],
  ['no message signature', one(after('message', /[^]*/, '')), 'shape'],
  ['no seal', one(after('seal', /[^]*/, '')), 'shape'],
  ['no instance', one(write('seal', 'i=1; ', '')), 'shape'],
  ['an instance of nought', one(write('results', 'i=1', 'i=0')), 'shape'],
  ['an instance that is no number', one(write('message', 'i=1', 'i=a')), 'shape'],
  ['an instance beyond the fiftieth', one(write('message', 'i=1', 'i=51')), 'shape'],
  ['an instance left out', seal(one(), RELAY, 3), 'shape'],
  ['an instance twice', seal(one(), RELAY, 1), 'shape'],
])('a chain fails with %s', async (_, mail, where) => {
  expect(await said(mail)).toMatch(new RegExp(`^fail ${where}`))
})

test('a key that is too short, not there, or of another leaves no chain that holds', async () => {
  const short = makeSealer('short.example', 512)
  expect(await said(seal(MAIL, short, 1), keysOf(short))).toBe('fail message 1')
  expect(await said(one(), keysOf())).toBe('fail message 1')
  expect(await said(one(), keysOf(makeSealer('list.example', 2048)))).toBe('fail message 1')
})

test('a key that cannot be fetched leaves the chain unknown, and one that is not there breaks it', async () => {
  const away: ResolveTxt = async () => {
    throw Object.assign(new Error('away'), { code: 'ETIMEOUT' })
  }
  expect(await said(two(), away)).toBe('unknown')
  expect(await said(two(), keysOf(RELAY))).toBe('fail seal 1')
})

test('what was computed again is said apart from what a header only claims, and neither proves From', async () => {
  const told = async (mail: string, resolve?: ResolveTxt) => {
    const none = { ownDomains: [], ownNames: [], imitations: [], known: [] }
    const empty = { ...none, alerts: [], hits: [], common: [] }
    const { findings } = judge(await readingOf(mail, resolve), empty)
    return findings.filter(({ code }) => code.startsWith('chain-'))
  }
  const holds = await told(two(), KEYS)
  expect(holds[0]).toMatchObject({
    code: 'chain-holds',
    values: { domain: 'relay.example', count: '2' },
  })
  expect(holds.find(({ code }) => code === 'chain-claims')?.values).toMatchObject({
    step: '1',
    domain: 'list.example',
    claims: expect.stringContaining('dkim=pass'),
  })
  const changed = await told(two().replace('at six', 'at ten'), KEYS)
  expect(changed[0]?.code).toBe('chain-changed')
  expect(changed.map(({ code }) => code)).toContain('chain-claims-unproven')
  expect(changed.map(({ code }) => code)).not.toContain('chain-claims')
  expect((await told(two()))[0]?.code).toBe('chain-not-checked')
})

test('thousands of seals are no chain, and no key is asked for', async () => {
  const line = (i: number) =>
    `ARC-Seal: a=rsa-sha256; b=AAAA; cv=pass; d=d${i}.example; i=${i}; s=s\r\n`
  const many = Array.from({ length: 900 }, (_, i) => line(i + 1)).join('')
  let asked = 0
  const counting: ResolveTxt = async (name) => {
    if (name.startsWith('s._domainkey.d')) asked++
    return KEYS(name)
  }
  const { chain, seals } = (await readingOf(many + one(), counting)).mails[0]!
  expect(chain).toEqual({ result: 'fail', why: 'shape', sets: [] })
  expect([seals, asked]).toEqual([901, 0])
})
