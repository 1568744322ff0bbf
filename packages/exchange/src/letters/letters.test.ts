import {
  acknowledgeNotice,
  correctNotice,
  getCoverage,
  listNoticeEvents,
  openNotice,
  printLetters,
  sendNotice,
  type NoticeDraft,
} from '@tocsin/api'
import { AGENCY, freshPglite, HUB, startApprising, type Apprising } from '@tocsin/testkit'
import jsQR from 'jsqr'
import { randomUUID } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toLetter } from './letter.ts'
import { renderLetters, type Letter } from './pdf.ts'

const STATE = { jurisdiction: '12', role: 'chief-official' } as const
/** Reads Spanish, and has a mailbox that refuses. */
const ORANGE = { jurisdiction: '12095', role: 'clerk' } as const
/** Nobody is on file. */
const DADE = { jurisdiction: '12086', role: 'clerk' } as const
const TEXT = {
  subject: 'False hours are being spread',
  what: 'Some posts say that polls close at noon.',
  howSure: 'We saw them.',
  actions: ['Post the right hours'],
  whoToCall: 'Duty desk',
}

let node: Apprising['node']
let close: Apprising['close']

beforeAll(async () => {
  let mail: Apprising['mail']
  ;({ node, mail, close } = await startApprising(await freshPglite(), {
    contacts: [
      { ...STATE, email: 'chief@12.example' },
      { ...ORANGE, email: 'gone@orange.example', language: 'es' },
    ],
  }))
  mail.refused.add('gone@orange.example')
})
afterAll(() => close?.())

async function tell() {
  const agency = await node.stage.as(AGENCY)
  const subject = `${TEXT.subject} ${randomUUID()}`
  const draft: NoticeDraft = {
    kind: 'notice',
    tlp: 'green',
    texts: { en: { ...TEXT, subject }, es: { ...TEXT, subject: 'Horas falsas: ¿ñandú?' } },
    targets: [STATE, ORANGE, DADE],
    answerWithin: 60,
  }
  const { summary } = await agency(sendNotice, { body: draft })
  await node.drain()
  const params = { id: summary.id }
  const coverage = async () => (await agency(getCoverage, { params, query: {} })).targets
  return { agency, params, coverage }
}

/** The file as the route answers it. */
async function print(id: string, body: object, email = AGENCY): Promise<string> {
  return (await node.stage.as(email))(printLetters, { params: { id }, body })
}

/** Streams of a PDF, unpacked. */
function streamsOf(pdf: Uint8Array): string[] {
  const text = Buffer.from(pdf).toString('latin1')
  return [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')]
    } catch {
      return []
    }
  })
}

/** What a camera reads off the first sign of each page that has one. */
function scan(pdf: Uint8Array): (string | undefined)[] {
  return streamsOf(pdf).flatMap((stream) => {
    const cells = [...stream.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) [\d.]+ re$/gm)].map((one) =>
      one.slice(1).map(Number),
    )
    if (cells.length < 100) return []
    const [left, top] = [0, 1].map((at) => Math.min(...cells.map((cell) => cell[at]!)))
    const module = cells[0]![2]! - 0.05
    const place = (value: number, from: number) => Math.round((value - from) / module) + 4
    const size = Math.max(...cells.map((cell) => place(cell[0]!, left!))) + 5
    const scale = 4
    const pixels = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255)
    for (const [x, y] of cells)
      for (let i = 0; i < scale ** 2; i += 1) {
        const row = place(y!, top!) * scale + Math.floor(i / scale)
        const column = place(x!, left!) * scale + (i % scale)
        pixels.fill(0, (row * size * scale + column) * 4, (row * size * scale + column) * 4 + 3)
      }
    return [jsQR.default(pixels, size * scale, size * scale)?.data]
  })
}

const LETTER: Letter = {
  language: 'es',
  label: 'TLP:GREEN',
  marks: [],
  to: 'Para la oficina electoral de Orange',
  subject: 'Horas falsas: ¿ñandú?',
  parts: [
    { heading: 'QUÉ PASÓ', text: 'Se difunden horas falsas.' },
    { heading: 'QUÉ HACER', list: ['1. Publique las correctas', '2. Llame'] },
  ],
  link: `https://exchange.example/n#${'a'.repeat(32)}`,
  scan: 'Escanee esto.',
  scanAlt: 'Código QR',
  page: (number, of) => `Página ${number} de ${of}`,
}
const ABOUT = { title: 'Carta', language: 'es', made: new Date('2026-10-01T00:00:00Z') }

test('a letter is a tagged file with title and language on one page, and its sign scans back to the address', async () => {
  const pdf = await renderLetters([LETTER], ABOUT)
  const text = Buffer.from(pdf).toString('latin1')
  expect(text.startsWith('%PDF-1.7')).toBe(true)
  for (const sign of [
    '/MarkInfo',
    '/StructTreeRoot',
    '/Lang (es)',
    '/DisplayDocTitle true',
    '/H1',
    '/Figure',
    '/Alt',
    '<pdfuaid:part>1</pdfuaid:part>',
  ])
    expect([sign, text.includes(sign)]).toEqual([sign, true])
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1)
  expect(text).toContain('/FontFile2')
  expect(scan(pdf)).toEqual([LETTER.link])
})

test('whoever reads another language than the letter is written in is told so in their own, as by mail', async () => {
  const facts = {
    kind: 'notice',
    from: 'Agency',
    tlp: 'green' as const,
    place: 'Orange',
    texts: { en: TEXT },
    main_language: 'en',
    language: 'es',
    call_back_code: '1',
    known_at: null,
    before: null,
  }
  const letter = toLetter(facts, { link: LETTER.link, exercise: false })
  expect(letter).toMatchObject({ language: 'en', aside: { language: 'es' } })
  expect(letter.aside!.text).toMatch(/^Quien envía este aviso .* inglés .* Escanee/s)
  const pdf = Buffer.from(await renderLetters([letter], ABOUT)).toString('latin1')
  expect(pdf).toContain('/Lang (es)')
  const own = toLetter({ ...facts, language: 'en' }, { link: LETTER.link, exercise: false })
  expect(own.aside).toBeUndefined()
})

test('no sign of a subject is taken for markup in what the file says of itself', async () => {
  const pdf = await renderLetters([LETTER], { ...ABOUT, title: 'Polls & <hours>' })
  const text = Buffer.from(pdf).toString('latin1')
  expect(text).toContain('<rdf:li xml:lang="x-default">Polls &amp; &lt;hours&gt;</rdf:li>')
  expect(text).toContain('(Polls & <hours>)')
})

test('a letter whose words are too many for a page goes on over more, and several stand each on pages of its own', async () => {
  const long = { ...LETTER, parts: [{ text: 'Una frase más. '.repeat(500) }] }
  const pagesOf = async (letters: Letter[]) =>
    Buffer.from(await renderLetters(letters, ABOUT))
      .toString('latin1')
      .match(/\/Type \/Page\b/g)!.length
  const more = await pagesOf([long])
  expect(more).toBeGreaterThan(1)
  expect(await pagesOf([LETTER, long, LETTER])).toBe(more + 2)
})

test('letters go to all that nobody reached, are on record as printed, and count as nothing until somebody answers by one', async () => {
  const { agency, params, coverage } = await tell()
  const before = await coverage()
  expect(before.map(({ state }) => state)).toEqual(['waiting', 'unreachable', 'unreachable'])
  const { targets } = await agency(getCoverage, { params, query: {} })
  const dade = targets.find(({ jurisdiction }) => jurisdiction === '12086')!
  await print(params.id, {})
  expect((await coverage()).map(({ state }) => state)).toEqual(before.map(({ state }) => state))
  const { items } = await agency(listNoticeEvents, { params, query: {} })
  const printed = items.filter(({ kind }) => kind === 'notice.printed')
  expect(printed.map(({ detail }) => detail)).toEqual(
    Array.from(
      { length: 2 },
      () => 'A letter was printed by Agency; that it went out is not known',
    ),
  )
  const token = await tokenOfLetter(params.id, dade.id)
  const opened = await node.stage.anonymous(openNotice, { body: { token } })
  expect(opened).toMatchObject({ targetId: dade.id })
  await node.stage.anonymous(acknowledgeNotice, { body: { token, step: 'told' } })
  expect((await coverage()).find(({ id }) => id === dade.id)).toMatchObject({
    state: 'told',
    acknowledgedBy: 'Whoever holds the printed letter',
  })
})

test('nobody prints a notice of another, an office that is none of it, or one that something newer replaced', async () => {
  const { agency, params, coverage } = await tell()
  const [state] = await coverage()
  await expect(print(params.id, {}, HUB)).rejects.toMatchObject({
    code: expect.stringMatching(/not-found|forbidden/),
  })
  await expect(print(params.id, { targets: [randomUUID()] })).rejects.toMatchObject({
    path: '/body/targets',
  })
  await agency(correctNotice, {
    params,
    body: {
      as: 'correction',
      texts: { en: { ...TEXT, wrong: 'We said noon.' } },
      answerWithin: 60,
    },
  })
  await expect(print(params.id, { targets: [state!.id] })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(print(params.id, {})).rejects.toMatchObject({ code: 'conflict' })
})

/** The secret of the link in the letter to one office, as a camera reads it. */
async function tokenOfLetter(noticeId: string, target: string): Promise<string> {
  const { origin } = node.context.config
  const reply = await node.app.request(`${origin}/api/notices/${noticeId}/letters`, {
    method: 'POST',
    headers: {
      origin,
      cookie: await node.stage.cookieOf(AGENCY),
      'content-type': 'application/json',
    },
    body: JSON.stringify({ targets: [target] }),
  })
  expect(reply.headers.get('x-letters')).toBe('1')
  const [link] = scan(new Uint8Array(await reply.arrayBuffer()))
  return link!.split('#')[1]!
}
