/** Suspicious mails and links: what is found in those that were written for it, and that nothing is ever visited. */
import { toTargets, Watch } from '@tocsin/detect'
import {
  ANSWER_LANGUAGES,
  DetectError,
  findImitations,
  harmless,
  hostsOf,
  inWords,
  judge,
  readSuspiciousMail,
  readSuspiciousWords,
  type Judgement,
  type SuspiciousReading,
} from '@tocsin/detect/suspicious'
import { describe, expect, test } from 'vitest'
import { WRITTEN_MAILS } from './suspicious-mails/corpus.ts'
import { attach, OWN, OWN_NAME, write } from './suspicious-mails/written.ts'

const NOW = new Date('2026-09-01T12:00:00.000Z')
const READ = { own: [OWN], now: NOW }
const watch = new Watch(toTargets([{ name: OWN }]))

function judged(reading: SuspiciousReading): Judgement {
  return judge(reading, {
    ownDomains: [OWN],
    ownNames: [OWN_NAME],
    imitations: findImitations(hostsOf(reading), watch),
    known: [],
    alerts: [],
    hits: [],
    common: [],
  })
}
const judgeMail = async (mail: string) => judged(await readSuspiciousMail(Buffer.from(mail), READ))
const judgeWords = async (text: string) => judged(await readSuspiciousWords(text, READ))
const codesOf = ({ findings }: Judgement) => findings.map(({ code }) => code)
const faultOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'read',
    (error: unknown) =>
      error instanceof DetectError ? `${error.code} ${error.message}` : String(error),
  )

test('the corpus holds at least sixty mails', () => {
  expect(WRITTEN_MAILS.length).toBeGreaterThanOrEqual(60)
})

test.each(WRITTEN_MAILS)(
  '$title is found to be what it is',
  async ({ mail, verdict, has, hasNot = [] }) => {
    const judgement = await judgeMail(mail)
    const codes = codesOf(judgement)
    expect(codes).toEqual(expect.arrayContaining([...has]))
    expect(codes.filter((code) => hasNot.includes(code))).toEqual([])
    expect(judgement.verdict).toBe(verdict)
  },
)

test('each finding has words in every language, with the names in them made harmless and none left open', async () => {
  for (const { mail } of WRITTEN_MAILS) {
    const judgement = await judgeMail(mail)
    for (const language of ANSWER_LANGUAGES) {
      const { findings, words, first } = inWords(judgement, language)
      const all = [words, ...first, ...findings.map((one) => one.words)]
      expect(all.filter((one) => /(?<!\\u)\{|undefined|https?:\/\//.test(one))).toEqual([])
      expect(all.filter((one) => /(?:login\.test|stranger\.example)/.test(one))).toEqual([])
    }
  }
})

test('no address works in a text that is made harmless, wherever it stands in it', () => {
  expect(harmless('Go to http://3232235777/x or HTTPS://[::1]/')).toBe(
    'Go to hxxp://3232235777/x or hxxpS://[::1]/',
  )
  expect(harmless('evil。com evil．com a_.evil.test')).toBe(
    'evil[.]com evil[.]com a_[.]evil[.]test',
  )
  expect(harmless('mailto:x@evil.test tel:+1900')).toBe('mailto[:]x@evil[.]test tel[:]+1900')
})

test('no verdict calls anything safe, in any language', async () => {
  const judgement = await judgeWords('https://stranger.example/')
  expect(judgement.verdict).toBe('nothing-known')
  const words = ANSWER_LANGUAGES.map((language) => inWords(judgement, language).words)
  expect(words).toEqual([
    'Nothing is known against it here. That is no proof that it is safe.',
    'Aquí no se sabe nada en su contra. Eso no prueba que sea seguro.',
    'Rien n’est connu ici contre lui. Cela ne prouve pas qu’il est sûr.',
  ])
  expect(judgement.first).toContain('call-known-number')
})

describe('what is pasted', () => {
  test('a link, a bare name and a defanged one are read alike', async () => {
    for (const text of [
      'https://marlowcounty-login.test/x',
      'marlowcounty-login.test',
      'hxxps[:]//marlowcounty-login[.]test/x',
    ])
      expect(codesOf(await judgeWords(text))).toContain('imitates-own')
  })

  test('a mail with its head is read as one, words without a head are said to have none', async () => {
    const mail = await readSuspiciousWords(`\n${write({})}`, READ)
    expect(mail).toMatchObject({
      of: 'mail',
      mails: [{ from: [{ address: 'orders@forms.example' }] }],
    })
    expect(codesOf(await judgeWords('Note: call us.\nSee https://stranger.example'))).toContain(
      'no-headers',
    )
  })

  test('what is no link at all, and nothing, are told apart', async () => {
    expect((await readSuspiciousWords('hello there', READ)).links).toEqual([])
    expect(await faultOf(readSuspiciousWords('  \n', READ))).toMatch(/^EMPTY/)
  })
})

describe('mails made to break what reads them', () => {
  const read = (mail: string | Uint8Array) => readSuspiciousMail(Buffer.from(mail), READ)

  test('more than is read is refused with its place', async () => {
    const heads = Array.from({ length: 1200 }, (_, i) => `X-${i}: y`).join('\r\n')
    expect(await faultOf(read(`${heads}\r\n\r\nx`))).toMatch(/^TOO_MANY .*line 1001/)
    expect(await faultOf(read(`X: ${'y'.repeat(300_000)}\r\n\r\nx`))).toMatch(/^TOO_MANY .*KiB/)
    expect(
      await faultOf(
        read(write({ type: 'multipart/mixed; boundary=b', body: '--b\r\n\r\n'.repeat(6000) })),
      ),
    ).toMatch(/^TOO_MANY .*begin a part/)
    expect(await faultOf(read(new Uint8Array((25 << 20) + 1)))).toMatch(/^TOO_MANY .*25 MiB/)
    expect(await faultOf(read(`${write({})}${'a\n'.repeat(130_000)}`))).toMatch(
      /^TOO_MANY .*lines of words/,
    )
    expect(await faultOf(read(''))).toMatch(/^EMPTY/)
  })

  test('parts within parts, and mails within mails, end', async () => {
    let deep = 'x'
    for (let i = 0; i < 60; i++)
      deep = `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n${deep}\r\n--b${i}--`
    expect(await faultOf(read(`From: a@b.example\r\n${deep}`))).toMatch(/^MALFORMED/)
    let mail = write({})
    for (let i = 0; i < 6; i++) mail = attach(mail).replaceAll('b2', `n${i}`)
    const reading = await read(mail)
    expect(reading.mails).toHaveLength(4)
    expect(reading.leftOut).toContainEqual({ what: 'mails', count: 1 })
  })

  test('what is beyond the bounds of links and files is counted', async () => {
    const links = Array.from(
      { length: 700 },
      (_, i) => `<a href="https://n${i}.example/">x</a>`,
    ).join('')
    const { links: kept, leftOut } = await read(write({ type: 'text/html', body: links }))
    expect(kept).toHaveLength(500)
    expect(leftOut).toContainEqual({ what: 'links', count: 200 })
  })

  test('signs without end cost no more than their length', async () => {
    const long = [
      '<',
      '<a href="',
      '<a ',
      'a.',
      'http://',
      '&#',
      '%25',
      '<!--',
      '<a x=',
      '@',
      '---------- Forwarded message',
      '\u202e',
    ]
    for (const sign of long) {
      const body = sign.repeat(Math.floor((1 << 20) / sign.length))
      await read(write({ type: 'text/html; charset=utf-8', body }))
      expect((await read(write({ body }))).of).toBe('mail')
    }
  })
})
