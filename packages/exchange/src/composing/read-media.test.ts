import { formatHash256, pdqHash } from '@tocsin/detect/media'
import { validate } from '@tocsin/stix'
import { greyPng, greySpots } from '@tocsin/testkit'
import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readInput } from './read.ts'
import { idsOf, toStix } from './to-stix.ts'

const AT = new Date('2026-10-01T00:00:00.000Z')
const SIDE = 120
const pixels = greySpots(SIDE)
const picture = greyPng(SIDE, SIDE, pixels)
const damaged = picture.subarray(0, 200)
const sha256 = hash('sha256', picture)
const pdq = formatHash256(pdqHash({ width: SIDE, height: SIDE, channels: 1, pixels }).hash)

/** Of 20 million pixels in some kilobytes. */
const vast = greyPng(5000, 4000, new Uint8Array(20_000_000))

test('a picture is known by its bytes whatever its name says, and read as SHA-256, PDQ, kind and size', async () => {
  const reading = await readInput(picture, { name: 'list.csv' })
  expect(reading).toMatchObject({ format: 'media', rows: 1, unread: [], words: '' })
  expect(reading.items).toEqual([
    {
      row: 1,
      kind: 'hash',
      algorithm: 'SHA-256',
      value: sha256,
      media: { mimeType: 'image/png', bytes: picture.length, pdq },
      remark: expect.stringContaining('120 x 120 pixels'),
    },
  ])
  expect(reading.remarks.join()).toContain('their bytes are read and not kept')
  expect(JSON.stringify(reading)).not.toContain('list.csv')
})

test('the name goes along only where it is kept, and not where it hides a character', async () => {
  const nameOf = async (name: string) => {
    const { items } = await readInput(picture, { name, fileNames: true })
    return [items[0]?.media?.name, items[0]?.remark]
  }
  expect(await nameOf('poster.png')).toEqual(['poster.png', expect.any(String)])
  expect(await nameOf('gpj.\u202eposter.png')).toEqual([
    undefined,
    expect.stringContaining('its name is left out'),
  ])
})

test('it becomes a valid file object under the id of its SHA-256, and machines look for that', async () => {
  const { items } = await readInput(picture)
  const made = toStix({ title: 'A poster', words: '', items, lookFor: true }, undefined, AT)
  const [file, indicator] = made.objects as { id: string; type: string; pattern?: string }[]
  expect(file).toEqual({
    type: 'file',
    spec_version: '2.1',
    id: idsOf({ row: 1, kind: 'hash', algorithm: 'SHA-256', value: sha256 })[0],
    hashes: { 'SHA-256': sha256, PDQ: pdq },
    size: picture.length,
    mime_type: 'image/png',
  })
  expect(validate(file).faults.filter(({ level }) => level === 'must')).toEqual([])
  expect(indicator?.pattern).toBe(`[file:hashes.'SHA-256' = '${sha256}']`)
  expect(made.dropped.join()).toContain('the bytes of 1 picture or video: shared are hashes')
})

test('a file whose name is kept is looked for here with its name and without', async () => {
  const { items } = await readInput(picture, { name: 'poster.png', fileNames: true })
  const bare = idsOf({ row: 1, kind: 'hash', algorithm: 'SHA-256', value: sha256 })
  expect(idsOf(items[0]!)).toEqual([expect.any(String), ...bare])
})

test.each([
  ['video/mp4', '\0\0\0\u0018ftypisom'],
  ['video/quicktime', '\0\0\0\u0014ftypqt  '],
  ['video/webm', '\u001aE\u00df\u00a3\u0001B\u0082\u0084webm'],
  ['video/x-matroska', '\u001aE\u00df\u00a3\u0001B\u0082\u0088matroska'],
  ['video/x-msvideo', 'RIFF\0\0\0\0AVI LIST'],
  ['video/mpeg', '\0\0\u0001\u00ba'],
  ['video/x-flv', 'FLV\u0001\u0005'],
  ['video/x-ms-asf', '0&\u00b2u\u008ef\u00cf\u0011'],
  ['image/heic', '\0\0\0\u0018ftypheic'],
  ['image/avif', '\0\0\0\u0018ftypavif'],
])('%s is told by its bytes and known by SHA-256 alone, which is said', async (mimeType, start) => {
  const bytes = Buffer.from(start, 'latin1')
  const { items } = await readInput(bytes, { name: 'words.txt' })
  expect(items).toMatchObject([
    {
      value: hash('sha256', bytes),
      media: { mimeType, bytes: bytes.length },
      remark: expect.stringContaining('SHA-256 alone'),
    },
  ])
})

test('a picture that shows too little to be known by has no PDQ, and it is said', async () => {
  const plain = greyPng(SIDE, SIDE, new Uint8Array(SIDE * SIDE).fill(90))
  const { items } = await readInput(plain)
  expect(items[0]?.media).toEqual({ mimeType: 'image/png', bytes: plain.length })
  expect(items[0]?.remark).toContain('without PDQ')
})

test.each([
  ['damaged', damaged, /no picture that can be decoded/],
  ['of too many pixels', vast, /5000 x 4000 pixels; at most 16 million/],
])(
  'a picture that is %s is named by its row with the reason, and nothing of it is taken',
  async (_, bytes, why) => {
    const { items, unread } = await readInput(bytes, { name: 'poster.png' })
    expect(items).toEqual([])
    expect(unread).toEqual([{ row: 1, text: 'poster.png', reason: expect.stringMatching(why) }])
  },
)

test('a picture or video of too many bytes is refused as a whole, with what reads it', async () => {
  const film = Buffer.alloc((8 << 20) + 1)
  film.set(Buffer.from('\0\0\0\u0018ftypisom', 'latin1'))
  await expect(readInput(film)).rejects.toThrow(/at most 8,388,608 .* tocsin compose/)
})

/** A mail with attachments, each in a line. */
const mailOf = (attachments: readonly Buffer[]) =>
  Buffer.from(
    [
      'From: a@bad-votes.com',
      'Subject: Posters',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...attachments.flatMap((bytes, i) => [
        '--b',
        'Content-Type: application/octet-stream',
        `Content-Disposition: attachment; filename="poster${i}.bin"`,
        'Content-Transfer-Encoding: base64',
        '',
        ...(bytes.toString('base64').match(/.{1,76}/g) ?? []),
      ]),
      '--b--',
      '',
    ].join('\r\n'),
  )

test('pictures attached to a mail are read as files are; one that cannot be decoded keeps its SHA-256, and why is said', async () => {
  const { items } = await readInput(mailOf([picture, damaged, vast]))
  expect(items.filter(({ kind }) => kind === 'hash')).toMatchObject([
    { value: sha256, media: { pdq }, remark: expect.stringContaining('attachment poster0.bin') },
    {
      value: hash('sha256', damaged),
      media: { mimeType: 'image/png' },
      remark: expect.stringContaining('without PDQ: no picture that can be decoded'),
    },
    { value: hash('sha256', vast), remark: expect.stringContaining('5000 x 4000 pixels; at most') },
  ])
})

test('the pictures of one input share one bound of pixels', async () => {
  const half = greyPng(3000, 3000, new Uint8Array(9_000_000))
  const other = greyPng(3000, 3000, new Uint8Array(9_000_000).fill(1))
  const { items } = await readInput(mailOf([half, other, picture]))
  const remarks = items.flatMap(({ kind, remark }) => (kind === 'hash' ? [remark] : []))
  expect(remarks).toEqual([
    expect.stringContaining('quality 0'),
    expect.stringContaining('3000 x 3000 pixels; at most 7 million'),
    expect.stringContaining('120 x 120 pixels'),
  ])
})
