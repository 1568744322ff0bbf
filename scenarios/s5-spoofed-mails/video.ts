/** A made-up film as frames, and the ways in which people post it again; drawn here, so that nothing of the real one is kept. */
import type { Picture } from '@tocsin/detect/media'

const SIDE = 256
const FRAMES = 6

type Shade = (x: number, y: number) => number

/** Six frames, each with shapes of its own; grey values of 0 to 255 in red, green and blue. */
export function drawFilm(): Picture[] {
  return Array.from({ length: FRAMES }, (_, frame) => toPicture(SIDE, shadeOf(frame)))
}

/** Waves of some lengths and directions, which differ from frame to frame. */
function shadeOf(frame: number): Shade {
  const waves = Array.from({ length: 5 }, (_, n) => {
    const turn = (frame * 5 + n) * 2.399
    const length = 24 + ((frame * 37 + n * 53) % 90)
    return { across: Math.cos(turn) / length, down: Math.sin(turn) / length, shift: n * frame }
  })
  return (x, y) =>
    128 +
    waves.reduce(
      (sum, { across, down, shift }) =>
        sum + 24 * Math.sin(2 * Math.PI * (x * across + y * down) + shift),
      0,
    )
}

/** What became of the film: each edit as it was seen, of every frame. */
export const EDITS: Readonly<Record<string, (frame: Picture) => Picture>> = {
  'as it was': (frame) => frame,
  'half as wide': (frame) =>
    toPicture(
      frame.width / 2,
      (x, y) => (valueAt(frame, 2 * x, 2 * y) + valueAt(frame, 2 * x + 1, 2 * y + 1)) / 2,
    ),
  'in coarse steps': (frame) => mapped(frame, (value) => Math.round(value / 24) * 24),
  brighter: (frame) => mapped(frame, (value) => value * 1.08 + 6),
  grainy: (frame) =>
    toPicture(frame.width, (x, y) => valueAt(frame, x, y) + (((x * 73 + y * 151) % 17) - 8)),
  'with a caption': (frame) =>
    toPicture(frame.width, (x, y) => (y > 244 ? 250 : valueAt(frame, x, y))),
}

const mapped = (frame: Picture, change: (value: number) => number): Picture =>
  toPicture(frame.width, (x, y) => change(valueAt(frame, x, y)))

function valueAt({ width, channels, pixels }: Picture, x: number, y: number): number {
  return pixels[(y * width + x) * channels]!
}

function toPicture(side: number, shade: Shade): Picture {
  const pixels = new Uint8Array(side * side * 3)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      pixels.fill(
        Math.max(0, Math.min(255, Math.round(shade(x, y)))),
        (y * side + x) * 3,
        (y * side + x) * 3 + 3,
      )
  return { width: side, height: side, channels: 3, pixels }
}
