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
