import sharp from 'sharp'
import { expect, test } from 'vitest'
import { distance256, SAME_PICTURE } from './hash256.ts'
import { pdqHash } from './pdq.ts'
import { readPicture } from './read-picture.ts'

const SIDE = 256
/** Soft spots of colour, so that formats which lose detail keep what is to be seen. */
const pixels = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, at) => {
  const [x, y, c] = [Math.floor(at / 3) % SIDE, Math.floor(at / 3 / SIDE), at % 3]
  return 127 + 120 * Math.sin(x / (17 + c)) * Math.cos(y / (23 - c) + (x * y) / 9000)
})
const drawn = () => sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } })
const plain = pdqHash({ width: SIDE, height: SIDE, channels: 3, pixels })

test.each([
  ['PNG', () => drawn().png()],
  ['JPEG', () => drawn().jpeg({ quality: 60 })],
  ['WebP', () => drawn().webp({ quality: 60 })],
  ['GIF', () => drawn().gif()],
  ['TIFF', () => drawn().tiff()],
])('a %s is read, and its hash is that of the picture', async (_, make) => {
  const picture = await readPicture(await make().toBuffer())
  expect([picture.width, picture.height]).toEqual([SIDE, SIDE])
  expect(distance256(pdqHash(picture).hash, plain.hash)).toBeLessThanOrEqual(SAME_PICTURE)
})

test('a PNG is read without the loss of a bit', async () => {
  const { pixels: read } = await readPicture(await drawn().png().toBuffer())
  expect(Buffer.from(read).equals(Buffer.from(pixels))).toBe(true)
})

test('a note that says how to turn a picture is not followed, as peers do not', async () => {
  const turned = await drawn().withMetadata({ orientation: 6 }).png().toBuffer()
  expect(pdqHash(await readPicture(turned)).hash).toEqual(plain.hash)
})

test('a damaged picture is refused, not hashed by what is left of it', async () => {
  const whole = await drawn().jpeg().toBuffer()
  await expect(readPicture(whole.subarray(0, whole.length / 2), 'cut.jpg')).rejects.toMatchObject({
    code: 'UNREADABLE',
    place: { file: 'cut.jpg' },
  })
})

test('a file of some kilobytes that asks for more pixels than are read is refused before they are made', async () => {
  const bomb = await sharp({
    create: { width: 16_000, height: 8_000, channels: 3, background: '#fff' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer()
  expect(bomb.length).toBeLessThan(1_000_000)
  await expect(readPicture(bomb)).rejects.toMatchObject({ code: 'TOO_MANY' })
})

/** The parts of a JPEG from marker to marker (ITU-T T.81, B.1), without its beginning and its end. */
function partsOf(jpeg: Buffer): { marker: number; bytes: Buffer }[] {
  const parts: { marker: number; bytes: Buffer }[] = []
  for (let at = 2; jpeg[at + 1] !== 0xd9;) {
    const marker = jpeg[at + 1]!
    let end = at + 2 + jpeg.readUInt16BE(at + 2)
    if (marker === 0xda) while (jpeg[end] !== 0xff || jpeg[end + 1] === 0) end++
    parts.push({ marker, bytes: jpeg.subarray(at, end) })
    at = end
  }
  return parts
}

/** A JPEG that tells each bit of each frequency of its light by a scan of its own, as the standard lets it. */
async function oftenScanned(): Promise<Buffer> {
  const create = { width: 64, height: 64, channels: 3, background: '#777' } as const
  const jpeg = await sharp({ create }).jpeg({ progressive: true }).toBuffer()
  const parts = partsOf(jpeg)
  const first = parts.findIndex(({ marker }) => marker === 0xda)
  const last = parts.findLast(({ marker, bytes }) => marker === 0xda && bytes[5] === 1)!
  const tables = parts.filter(({ marker }) => marker === 0xc4)
  const scans = Array.from({ length: 63 * 14 }, (_, n) => {
    const scan = Buffer.from(last.bytes)
    const low = 13 - (n % 14)
    scan[7] = scan[8] = 1 + Math.floor(n / 14)
    scan[9] = low === 13 ? low : ((low + 1) << 4) | low
    return scan
  })
  const kept = [...parts.slice(0, first + 1), ...tables].map(({ bytes }) => bytes)
  return Buffer.concat([jpeg.subarray(0, 2), ...kept, ...scans, Buffer.of(0xff, 0xd9)])
}

test('a JPEG of some kilobytes that goes over its picture hundreds of times is refused before any', async () => {
  const bomb = await oftenScanned()
  expect(bomb.length).toBeLessThan(100_000)
  await expect(readPicture(bomb, 'often.jpg')).rejects.toMatchObject({
    code: 'TOO_MANY',
    place: { file: 'often.jpg' },
  })
  const slow = await drawn().jpeg({ progressive: true }).toBuffer()
  expect((await readPicture(slow)).width).toBe(SIDE)
})

test.each([
  ['words', 'no picture at all'],
  ['nothing', ''],
])('%s are no picture', async (_, text) => {
  await expect(readPicture(Buffer.from(text))).rejects.toMatchObject({ code: 'UNREADABLE' })
})

test('a drawing in vectors is not read', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  await expect(readPicture(Buffer.from(svg))).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' })
})
