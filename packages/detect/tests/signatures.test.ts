/** Signatures of mails checked again, by the example of RFC 8463 (A.3) and by mails signed here. */
import { readSuspiciousMail, type ResolveTxt } from '@tocsin/detect/suspicious'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'

/** RFC 8463, A.2 and A.3. */
const KEYS: Record<string, string> = {
  'brisbane._domainkey.football.example.com':
    'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
  'test._domainkey.football.example.com':
    'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB',
}
const SIGNED = [
  'DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;',
  ' d=football.example.com; i=@football.example.com;',
  ' q=dns/txt; s=brisbane; t=1528637909; h=from : to :',
  ' subject : date : message-id : from : subject : date;',
  ' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;',
  ' b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus',
  ' Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==',
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;',
  ' d=football.example.com; i=@football.example.com;',
  ' q=dns/txt; s=test; t=1528637909; h=from : to : subject :',
  ' date : message-id : from : subject : date;',
  ' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;',
  ' b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3',
  ' DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz',
  ' dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=',
  'From: Joe SixPack <joe@football.example.com>',
  'To: Suzie Q <suzie@shopping.example.net>',
  'Subject: Is dinner ready?',
  'Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)',
  'Message-ID: <20030712040037.46341.5F8J@football.example.com>',
  '',
  'Hi.',
  '',
  'We lost the game.  Are you hungry yet?',
  '',
  'Joe.',
  '',
].join('\r\n')

const NOW = new Date('2026-09-01T12:00:00.000Z')
const missing = (): never => {
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
}
const askKeys =
  (keys: Record<string, string>): ResolveTxt =>
  async (name) =>
    keys[name] === undefined ? missing() : [keys[name]]
const signaturesOf = async (mail: string, resolve: ResolveTxt = askKeys(KEYS)) =>
  (await readSuspiciousMail(Buffer.from(mail, 'latin1'), { own: [], resolve, now: NOW })).mails[0]!
    .signatures!

test('both signatures of the example of RFC 8463 hold, also with lines that end as on other systems', async () => {
  const both = [
    { domain: 'football.example.com', result: 'pass' },
    { domain: 'football.example.com', result: 'pass' },
  ]
  expect(await signaturesOf(SIGNED)).toMatchObject(both)
  expect(await signaturesOf(SIGNED.replaceAll('\r\n', '\n'))).toMatchObject(both)
})

test('what relaxed form leaves out may change on the way, and nothing else', async () => {
  const why = async (mail: string) => (await signaturesOf(mail)).map((one) => one.why ?? one.result)
  expect(
    await why(
      SIGNED.replace('yet?', 'yet?  \t')
        .replace('game.  Are', 'game. \t Are')
        .replace('Subject: Is', 'SUBJECT:   Is'),
    ),
  ).toEqual(['pass', 'pass'])
  expect(await why(SIGNED.replace('lost', 'won'))).toEqual(['body-changed', 'body-changed'])
  expect(await why(SIGNED.replace('dinner', 'supper'))).toEqual([
    'headers-changed',
    'headers-changed',
  ])
  // From is named twice in h=, so that no second one can be put in.
  expect(await why(SIGNED.replace('From: Joe', 'From: x@evil.test\r\nFrom: Joe'))).toEqual([
    'headers-changed',
    'headers-changed',
  ])
})

test('keys that are not there, revoked, too short, or cannot be asked for are told apart', async () => {
  const first = async (resolve: ResolveTxt) => (await signaturesOf(SIGNED, resolve))[0]!.why
  expect(await first(askKeys({}))).toBe('no-key')
  expect(await first(async () => ['v=DKIM1; k=ed25519; p='])).toBe('key-revoked')
  expect(await first(async () => ['v=DKIM1; k=ed25519; p=AAAA'])).toBe('no-key')
  expect(
    await first(async () => {
      throw new Error('timeout')
    }),
  ).toBe('no-answer')
  const short = generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey.export({
    type: 'spki',
    format: 'der',
  })
  expect(
    (await signaturesOf(SIGNED, async () => [`k=rsa; p=${short.toString('base64')}`]))[1]!.why,
  ).toBe('weak')
})

test('a mail that is signed here in simple form holds, in part where more follows, and not beyond its end', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const p = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const keys = askKeys({ 's._domainkey.sender.example': `v=DKIM1; p=${p}` })
  const make = (tags: string, hashed: string, rest = '') => {
    const bh = createHash('sha256').update(hashed).digest('base64')
    const own = `DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=sender.example; s=s; h=From; bh=${bh};${tags} b=`
    const b = sign(
      'sha256',
      Buffer.from(`From: A <a@sender.example>\r\n${own}`),
      privateKey,
    ).toString('base64')
    return `${own}${b}\r\nFrom: A <a@sender.example>\r\nTo: b@c.example\r\n\r\n${hashed}${rest}`
  }
  expect(await signaturesOf(make('', 'Good  day \r\n'), keys)).toEqual([
    { domain: 'sender.example', result: 'pass', over: ['from'] },
  ])
  expect(await signaturesOf(make(' l=7;', 'Good d\r', '\nX\r\n'), keys)).toEqual([
    { domain: 'sender.example', result: 'pass', over: ['from'], isPartial: true },
  ])
  expect((await signaturesOf(make(' x=1500000000;', 'Good day\r\n'), keys))[0]!.why).toBe('expired')
  // What cannot be read as a number of bytes or seconds is no bound that holds.
  for (const tags of [' x=never;', ' l=none;', ' l=-4;', ' l=1e1;'])
    expect((await signaturesOf(make(tags, ''), keys))[0]).toMatchObject({ why: 'malformed' })
  expect((await signaturesOf(make(' l=99;', 'Good day\r\n'), keys))[0]!.why).toBe('body-changed')
})

test('a key that a domain only tries out, or that is for something else, proves nothing', async () => {
  const key = KEYS['brisbane._domainkey.football.example.com']!
  for (const tags of ['t=y', 't=s:y', 's=tlsrpt', 'h=sha1']) {
    const [first] = await signaturesOf(SIGNED, async () => [`${key.replace('; ', `; ${tags}; `)}`])
    expect(first).toMatchObject({ result: 'none', why: 'no-key' })
  }
  const [kept] = await signaturesOf(SIGNED, async () => [key.replace('; ', '; t=s; s=email:x; ')])
  expect(kept!.result).toBe('pass')
})

test('a signature says over which fields it is, and not over one of which a line was put in', async () => {
  const overOf = async (mail: string) => (await signaturesOf(mail))[0]!.over
  expect(await overOf(SIGNED)).toEqual(['from', 'to', 'subject', 'date', 'message-id'])
  expect(await overOf(`To: check@exchange.example\r\n${SIGNED}`)).toEqual([
    'from',
    'subject',
    'date',
    'message-id',
  ])
})

test('a line that ends in a letter whose last byte alone would be a blank elsewhere is held as it stands', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const p = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const keys = askKeys({ 's._domainkey.sender.example': `v=DKIM1; p=${p}` })
  // UTF-8 as it stands (RFC 6532): the second byte of the last letter is the one of a no-break space.
  const subject = Buffer.from('Le vote est l\u00e0').toString('latin1')
  const bh = createHash('sha256').update('Hi\r\n').digest('base64')
  const own = `v=1; a=rsa-sha256; c=relaxed/simple; d=sender.example; s=s; h=From:Subject; bh=${bh}; b=`
  const signed = `from:a@sender.example\r\nsubject:${subject}\r\ndkim-signature:${own}`
  const b = sign('sha256', Buffer.from(signed, 'latin1'), privateKey).toString('base64')
  const mail = `DKIM-Signature: ${own}${b}\r\nFrom: a@sender.example\r\nSubject:  ${subject} \t\r\n\r\nHi\r\n`
  expect(await signaturesOf(mail, keys)).toMatchObject([{ result: 'pass' }])
})

test('what is no signature proves nothing and breaks nothing', async () => {
  const bad = [
    'x',
    'v=1; d=',
    'v=1; a=rsa-sha1; d=a.example; s=s; h=from; bh=x; b=y',
    'v=1; a=rsa-sha256; d=../x; s=s; h=from; bh=; b=',
    'v=1; a=rsa-sha256; d=a.example; s=s; h=to; bh=x; b=y',
  ]
  for (const one of bad) {
    const [found] = await signaturesOf(`DKIM-Signature: ${one}\r\nFrom: a@a.example\r\n\r\nx`)
    expect(['none', 'fail']).toContain(found!.result)
  }
})
