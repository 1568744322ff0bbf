/** A picture or video by its hashes: SHA-256 of its bytes and, of pictures, PDQ. The bytes go nowhere from here. */
import { type ComposedReading, isLine } from '@tocsin/api'
import { DetectError, formatHash256, pdqHash, readPicture } from '@tocsin/detect/media'
import { hiddenInValue, toShown } from '@tocsin/detect/match'
import { hash } from 'node:crypto'
import { beginningOf } from '../texts/beginning.ts'
import type { MediaType } from './media-type.ts'
import { openRows, type Value } from './reading.ts'

/** Pixels of all pictures of one input where many people share one machine; a picture of that size takes half a second. */
const MOST_PIXELS = 16_000_000
/** Below this quality a PDQ hash is like those of other pictures. */
const LEAST_QUALITY = 50
const MAX_NAME = 255

export type MediaOptions = {
  /** Whether names of files go along. */
  fileNames?: boolean | undefined
  /** Pixels of all pictures of one input together; 16 million unless it is said. */
  mostPixels?: number | undefined
}

/** Reads the pictures of one input within one bound of pixels. */
type MediaReader = (
  bytes: Uint8Array,
  type: MediaType,
  name: string | undefined,
) => Promise<{ value: Value; fault?: string }>

/** Said wherever a picture or video was read. */
export const HASHES_ALONE =
  'Of pictures and videos hashes, kind and size are shared, and the name where it is kept: their bytes are read and not kept.'

/** The one row of a file that is a picture or video; a picture that cannot be read is named with the reason. */
export async function readMedia(
  bytes: Uint8Array,
  type: MediaType,
  name: string | undefined,
  options: MediaOptions,
): Promise<ComposedReading> {
  const rows = openRows()
  const text = toShown(beginningOf(name ?? type.mimeType, MAX_NAME))
  const { value, fault } = await openMedia(options)(bytes, type, name)
  if (fault === undefined) rows.take(1, text, [value])
  else rows.refuse(1, text, fault)
  rows.remark(HASHES_ALONE)
  return rows.end('media')
}

/** A reader of pictures and videos; `fault` is why a picture could not be decoded, beside the value without its PDQ. */
export function openMedia({ fileNames, mostPixels = MOST_PIXELS }: MediaOptions): MediaReader {
  let left = mostPixels
  return async (bytes, { mimeType, isDecoded }, name) => {
    const remarks = [`${mimeType}, ${bytes.length.toLocaleString('en')} bytes`]
    const sha256 = { kind: 'hash', algorithm: 'SHA-256', value: hash('sha256', bytes) } as const
    const named = fileNames && name !== undefined ? readName(name) : {}
    if ('fault' in named) remarks.push(`its name is left out: ${named.fault}`)
    const kept = 'name' in named ? named : {}
    const media = { mimeType, bytes: bytes.length, ...kept }
    const told = (more: { pdq?: string } = {}): Value => ({
      ...sha256,
      media: { ...media, ...more },
      remark: remarks.join('; '),
    })
    if (!isDecoded) {
      remarks.push('by SHA-256 alone, which another copy of it does not have unless byte for byte')
      return { value: told() }
    }
    const made = await oneByOne(() => toPdq(bytes, left))
    if ('fault' in made) return { value: told(), fault: made.fault }
    left -= made.pixels
    remarks.push(`${made.width} x ${made.height} pixels`)
    if (made.quality >= LEAST_QUALITY) return { value: told({ pdq: made.pdq }) }
    remarks.push(
      `without PDQ: it shows too little to be known by (quality ${made.quality}, below ${LEAST_QUALITY})`,
    )
    return { value: told() }
  }
}

function readName(given: string): { name: string } | { fault: string } {
  const name = beginningOf(given.trim(), MAX_NAME)
  const hidden = hiddenInValue(name)
  if (hidden) return { fault: hidden }
  return isLine(name) ? { name } : { fault: 'it is no line of text that can be seen' }
}

type Pdq = { pdq: string; quality: number; width: number; height: number; pixels: number }

async function toPdq(bytes: Uint8Array, most: number): Promise<Pdq | { fault: string }> {
  try {
    const picture = await readPicture(bytes, undefined, most)
    const { width, height } = picture
    const { hash: bits, quality } = pdqHash(picture)
    return { pdq: formatHash256(bits), quality, width, height, pixels: width * height }
  } catch (error) {
    if (!(error instanceof DetectError)) throw error
    return { fault: error.plain }
  }
}

let last: Promise<unknown> = Promise.resolve()

/** A decoded picture takes a hundred times its file: one at a time is held, whoever asks. */
function oneByOne<Made>(work: () => Promise<Made>): Promise<Made> {
  const turn = last.then(work)
  // A failure is told to whoever asked for it; the next does not wait for it twice.
  last = turn.catch(() => undefined)
  return turn
}
