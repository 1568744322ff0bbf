/** Pictures and videos told by how their bytes begin, whatever their name says. Pure. */

/** A picture of which PDQ can be made, another one, or a video. */
export type MediaType = { readonly mimeType: string; readonly isDecoded: boolean }

/** Bytes from the beginning by which a kind is told. */
export const MEDIA_HEAD = 64

const DECODED: readonly [start: string, mimeType: string][] = [
  ['\u00ff\u00d8\u00ff', 'image/jpeg'],
  ['\u0089PNG\r\n\u001a\n', 'image/png'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
]

const VIDEOS: readonly [start: string, mimeType: string][] = [
  ['\0\0\u0001\u00ba', 'video/mpeg'],
  ['FLV\u0001', 'video/x-flv'],
  ['0&\u00b2u\u008ef\u00cf\u0011', 'video/x-ms-asf'],
]

/** Brands of ISO base media files (ISO/IEC 14496-12) that are no MP4; sound alone is neither picture nor video. */
const BRANDS: readonly [brand: RegExp, mimeType: string | undefined][] = [
  [/^avi[fs]/, 'image/avif'],
  [/^(hei|hev|mif1|msf1)/, 'image/heic'],
  [/^qt {2}/, 'video/quicktime'],
  [/^M4[AB] /, undefined],
]

/** What a file is, by its first 64 bytes; nothing where it is neither picture nor video of a kind that is known here. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const head = Buffer.from(bytes.subarray(0, MEDIA_HEAD)).toString('latin1')
  const decoded = DECODED.find(([start]) => head.startsWith(start))?.[1]
  if (decoded) return { mimeType: decoded, isDecoded: true }
  const riff = head.startsWith('RIFF') ? head.slice(8, 12) : ''
  if (riff === 'WEBP') return { mimeType: 'image/webp', isDecoded: true }
  const other = riff === 'AVI ' ? 'video/x-msvideo' : otherOf(head)
  return other === undefined ? undefined : { mimeType: other, isDecoded: false }
}

function otherOf(head: string): string | undefined {
  if (head.slice(4, 8) === 'ftyp') {
    const brand = BRANDS.find(([name]) => name.test(head.slice(8, 12)))
    return brand ? brand[1] : 'video/mp4'
  }
  // EBML (RFC 8794), whose type of document stands in its first element.
  if (head.startsWith('\u001aE\u00df\u00a3'))
    return head.includes('webm') ? 'video/webm' : 'video/x-matroska'
  return VIDEOS.find(([start]) => head.startsWith(start))?.[1]
}
