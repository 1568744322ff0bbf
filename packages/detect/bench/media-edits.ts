/** What people do to a picture before they post it again. Each gives the bytes of a PNG or of what it was saved as. */
import type { Sharp } from 'sharp'

type Edit = (picture: Sharp, width: number, height: number) => Sharp

const keep = (part: number): Edit => {
  const off = (1 - part) / 2
  return (picture, width, height) =>
    picture.extract({
      left: Math.round(width * off),
      top: Math.round(height * off),
      width: Math.round(width * part),
      height: Math.round(height * part),
    })
}

const caption = (part: number): Edit => {
  return (picture, width, height) =>
    picture.composite([
      {
        input: {
          create: { width, height: Math.round(height * part), channels: 3, background: '#fff' },
        },
        gravity: 'south',
      },
    ])
}

const frame = (part: number): Edit => {
  return (picture, width) => {
    const side = Math.round(width * part)
    return picture.extend({ top: side, bottom: side, left: side, right: side, background: '#000' })
  }
}

export const EDITS: Readonly<Record<string, Edit>> = {
  'JPEG of quality 75': (picture) => picture.jpeg({ quality: 75 }),
  'JPEG of quality 20': (picture) => picture.jpeg({ quality: 20 }),
  'WebP of quality 40': (picture) => picture.webp({ quality: 40 }),
  'half as wide': (picture, width) => picture.resize({ width: Math.round(width / 2) }),
  'twice as wide': (picture, width) => picture.resize({ width: width * 2 }),
  'a quarter, then JPEG 50': (picture, width) =>
    picture.resize({ width: Math.round(width / 4) }).jpeg({ quality: 50 }),
  grey: (picture) => picture.greyscale(),
  'brighter by 30 %': (picture) => picture.modulate({ brightness: 1.3 }),
  'colours turned by 60 degrees': (picture) => picture.modulate({ hue: 60 }),
  'blurred (sigma 2)': (picture) => picture.blur(2),
  sharpened: (picture) => picture.sharpen(),
  'cut by 2 % of each side': keep(0.98),
  'cut by 5 %': keep(0.95),
  'cut by 10 %': keep(0.9),
  'cut by 25 %': keep(0.75),
  'a caption over 10 % of it': caption(0.1),
  'a caption over 20 %': caption(0.2),
  'a frame of 2 %': frame(0.02),
  'a frame of 10 %': frame(0.1),
  'turned by 2 degrees': (picture) => picture.rotate(2, { background: '#000' }),
  'turned by a quarter': (picture) => picture.rotate(90),
  mirrored: (picture) => picture.flop(),
  negative: (picture) => picture.negate({ alpha: false }),
}
