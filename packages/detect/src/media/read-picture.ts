/** Pictures decoded for a hash: bounded in pixels before one is made, and of a damaged file nothing is taken. */
import sharp, { type Sharp } from 'sharp'
import { DetectError } from '../errors.ts'
import type { Picture } from './pdq.ts'

/** Pixels of the largest picture that is decoded; above it a file of some kilobytes may ask for gigabytes. */
export const MOST_PIXELS = 100_000_000
/**
 * Times that a JPEG may go over its picture to add detail: encoders do so ten times or a little more, and each costs as much as a whole
 * picture, however few bytes it takes.
 */
const MOST_SCANS = 100
const SCAN = Buffer.of(0xff, 0xda)
/** Kinds that are taken: no vector drawings, documents or video, whose readers are too large a door. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff'])

/**
 * Decodes a picture into red, green and blue as its file holds them: neither turned by its EXIF note nor made smaller, as
 * peers hash them. Transparent parts stand on black, as their colour is not seen. Of a moving picture the first frame.
 * Throws DetectError UNREADABLE for damage, UNKNOWN_FORMAT for other kinds and TOO_MANY for more than `mostPixels` or more scans than any picture has.
 */
export async function readPicture(
  bytes: Uint8Array,
  file?: string,
  mostPixels: number = MOST_PIXELS,
): Promise<Picture> {
  const place = file === undefined ? {} : { file }
  if (bytes.length === 0) throw new DetectError('UNREADABLE', 'an empty file', place)
  const opened = sharp(bytes, { failOn: 'warning', limitInputPixels: false, animated: false })
  const { format, width, height } = await orUnreadable(opened.metadata(), place)
  if (!FORMATS.has(format))
    throw new DetectError('UNKNOWN_FORMAT', `no picture that is read here: ${format}`, place)
  if (width * height > mostPixels)
    throw new DetectError(
      'TOO_MANY',
      `${width} x ${height} pixels; at most ${mostPixels / 1e6} million are read`,
      place,
    )
  if (format === 'jpeg' && countScans(bytes) > MOST_SCANS)
    throw new DetectError(
      'TOO_MANY',
      `it goes over its picture more than ${MOST_SCANS} times to add detail, as no picture needs`,
      place,
    )
  return orUnreadable(decode(opened), place)
}

/** Scans of a JPEG (ITU-T T.81, B.1.1.4), and now and then one too many: the two bytes may stand in a note as well. */
function countScans(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let scans = 0
  for (let at = file.indexOf(SCAN); at >= 0; at = file.indexOf(SCAN, at + 2)) scans++
  return scans
}

async function decode(opened: Sharp): Promise<Picture> {
  const { data, info } = await opened
    .toColourspace('srgb')
    .flatten({ background: '#000' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  if (channels !== 1 && channels !== 3 && channels !== 4)
    throw new Error(`${channels} channels of colour`)
  return { width, height, channels, pixels: data }
}

async function orUnreadable<Value>(
  work: Promise<Value>,
  place: { readonly file?: string },
): Promise<Value> {
  try {
    return await work
  } catch (cause) {
    const [reason] = (cause as Error).message.split('\n')
    throw new DetectError('UNREADABLE', `no picture that can be decoded: ${reason}`, place, {
      cause,
    })
  }
}
