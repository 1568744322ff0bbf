/** A laid-out network as a picture for a paper or a slide: the shapes once, painted as SVG or on a canvas. Pure but for the canvas. */
import { communityColour } from './network-look.ts'
import { sizeOf, type Layout, type Network } from './network.ts'

export type Colours = { paper: string; ink: string; soft: string; line: string }
type Line = { x1: number; y1: number; x2: number; y2: number; width: number }
type Dot = { x: number; y: number; radius: number; colour: string }
type Label = { x: number; y: number; text: string; size: number; colour: string }
export type Drawing = {
  width: number
  height: number
  colours: Colours
  lines: Line[]
  dots: Dot[]
  labels: Label[]
}

const WIDTH = 1600
const HEIGHT = 1100
const MARGIN = 60
/** Below the picture: what it shows, in words. */
const FOOT = 70
/** Accounts whose names stand in the picture, those that acted with most others. */
const NAMED = 25

/** `told`: what the picture is of, in lines that stand below it. */
export function toDrawing(
  network: Network,
  layout: Layout,
  { told, colours }: { told: readonly string[]; colours: Colours },
): Drawing {
  const place = toPlaces(layout)
  const lines = Array.from(network.sources, (source, edge) => {
    const [x1, y1] = place(source)
    const [x2, y2] = place(network.targets[edge]!)
    const width = Math.min(4, 0.5 + Math.log10(1 + network.weights[edge]!))
    return { x1, y1, x2, y2, width }
  })
  const dots = network.accounts.map((_, node) => {
    const [x, y] = place(node)
    const radius = 1.4 * sizeOf(network.degrees[node]!, network.accounts.length)
    return { x, y, radius, colour: communityColour(layout.communities[node]!) }
  })
  const named = Array.from(network.accounts.keys())
    .toSorted((a, b) => network.degrees[b]! - network.degrees[a]! || a - b)
    .slice(0, NAMED)
    .map((node) => {
      const { x, y, radius } = dots[node]!
      const text = network.accounts[node]!
      return { x: x + radius + 4, y: y + 4, text, size: 13, colour: colours.ink }
    })
  const foot = told.map((text, row) => {
    return { x: MARGIN, y: HEIGHT - FOOT + 24 + 20 * row, text, size: 14, colour: colours.soft }
  })
  return { width: WIDTH, height: HEIGHT, colours, lines, dots, labels: [...named, ...foot] }
}

/** Fits positions into the picture, the same scale both ways. */
function toPlaces({ positions }: Layout): (node: number) => [number, number] {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (let at = 0; at < positions.length; at += 2) {
    box.left = Math.min(box.left, positions[at]!)
    box.right = Math.max(box.right, positions[at]!)
    box.top = Math.min(box.top, positions[at + 1]!)
    box.bottom = Math.max(box.bottom, positions[at + 1]!)
  }
  const [wide, high] = [WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN - FOOT]
  const scale = Math.min(
    wide / Math.max(1e-9, box.right - box.left),
    high / Math.max(1e-9, box.bottom - box.top),
  )
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
  return (node) => [
    MARGIN + wide / 2 + scale * (positions[2 * node]! - middle.x),
    // The screen's picture has y upwards.
    MARGIN + high / 2 - scale * (positions[2 * node + 1]! - middle.y),
  ]
}

const FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"

/** The drawing as an SVG 1.1 document with no script, no link and no style of a page. */
export function toSvg({ width, height, colours, lines, dots, labels }: Drawing): string {
  const n = (value: number) => String(Math.round(value * 10) / 10)
  const drawn = lines.map(
    ({ x1, y1, x2, y2, width: w }) =>
      `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke-width="${n(w)}"/>`,
  )
  const round = dots.map(
    ({ x, y, radius, colour }) =>
      `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${colour}"/>`,
  )
  const written = labels.map(
    ({ x, y, text, size, colour }) =>
      `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${colour}">${escape(text)}</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}">`,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    `<g stroke="${colours.line}">${drawn.join('')}</g>`,
    `<g>${round.join('')}</g>`,
    `<g>${written.join('')}</g>`,
    '</svg>',
  ].join('\n')
}

/** What XML cannot hold at all (XML 1.0, 2.2) is left out; the rest is written so that it ends nothing. */
function escape(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- the characters that XML does not have
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  )
}

/** The same as pixels, twice as fine. */
export async function toPng(drawing: Drawing): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = 2 * drawing.width
  canvas.height = 2 * drawing.height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no picture; save the SVG.')
  context.scale(2, 2)
  paint(context, drawing)
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => {
      if (blob) done(blob)
      else failed(new Error('The picture is too large for this browser; save the SVG.'))
    }, 'image/png')
  })
}

function paint(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { width, height, colours, lines, dots, labels } = drawing
  context.fillStyle = colours.paper
  context.fillRect(0, 0, width, height)
  context.strokeStyle = colours.line
  for (const line of lines) {
    context.lineWidth = line.width
    context.beginPath()
    context.moveTo(line.x1, line.y1)
    context.lineTo(line.x2, line.y2)
    context.stroke()
  }
  for (const { x, y, radius, colour } of dots) {
    context.fillStyle = colour
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fill()
  }
  for (const { x, y, text, size, colour } of labels) {
    context.font = `${size}px ${FONT}`
    context.fillStyle = colour
    context.fillText(text, x, y)
  }
}
