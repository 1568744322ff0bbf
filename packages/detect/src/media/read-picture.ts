/** Pictures decoded for a hash: bounded in pixels before one is made, and of a damaged file nothing is taken. */
import sharp, { type Sharp } from 'sharp'
import { DetectError } from '../errors.ts'
import type { Picture } from './pdq.ts'

/** Pixels of the largest picture that is decoded; above it a file of some kilobytes may ask for gigabytes. */
export const MOST_PIXELS = 100_000_000
/** Kinds that are taken: no vector drawings, documents or video, whose readers are too large a door. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff'])

/**
 * Decodes a picture into red, green and blue as its file holds them: neither turned by its EXIF note nor made smaller, as
 * peers hash them. Transparent parts stand on black, as their colour is not seen. Of a moving picture the first frame.
 * Throws DetectError UNREADABLE for damage, UNKNOWN_FORMAT for other kinds and TOO_MANY for more than `mostPixels`.
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
  return orUnreadable(decode(opened), place)
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
