import { formatHash256, pdqHash } from '@tocsin/detect/media'

const SIDE = 128
const BLOCK = 16

/** The PDQ hash of a picture that is drawn here to stand for a frame of a film: blocks of grey, other ones for each number. */
export function hashOfFrame(number: number): string {
  const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [x, y] = [Math.floor((at % SIDE) / BLOCK), Math.floor(at / SIDE / BLOCK)]
    const wave = Math.sin((number * 12.9898 + x * 78.233 + y * 37.719) * (x + y + number)) * 43758
    return Math.floor(255 * (wave - Math.floor(wave)))
  })
  return formatHash256(pdqHash({ width: SIDE, height: SIDE, channels: 1, pixels }).hash)
}
