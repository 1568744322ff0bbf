import { expect, test } from 'vitest'
import { toDrawing, toSvg } from './network-drawing.ts'

const NETWORK = {
  accounts: ['a<b>', '"&amp;', 'c\u0000\ud800'],
  degrees: Uint32Array.from([2, 1, 1]),
  sources: Uint32Array.from([0, 0]),
  targets: Uint32Array.from([1, 2]),
  weights: Float32Array.from([3, 900]),
  places: Uint32Array.from([0, 1]),
}
const LAYOUT = {
  positions: Float32Array.from([0, 0, 100, 0, 0, -50]),
  communities: Uint16Array.from([0, 0, 1]),
}
const COLOURS = { paper: '#fff', ink: '#000', soft: '#555', line: '#ccc' }

test('a picture holds every account and pair within its edges, and says below what it is', () => {
  const told = ['3 accounts, 2 pairs']
  const drawing = toDrawing(NETWORK, LAYOUT, { told, colours: COLOURS })
  expect(drawing.dots).toHaveLength(3)
  expect(drawing.lines).toHaveLength(2)
  for (const { x, y } of drawing.dots) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(drawing.width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(drawing.height)
  }
  // Upwards on the screen is upwards in the picture.
  expect(drawing.dots[2]!.y).toBeGreaterThan(drawing.dots[0]!.y)
  expect(drawing.labels.at(-1)!.text).toBe('3 accounts, 2 pairs')
})

test('a name writes no element and no character that XML does not have', () => {
  const svg = toSvg(toDrawing(NETWORK, LAYOUT, { told: [], colours: COLOURS }))
  expect(svg).toContain('>a&lt;b&gt;</text>')
  expect(svg).toContain('>"&amp;amp;</text>')
  expect(svg).not.toContain('\u0000')
  expect(svg.isWellFormed()).toBe(true)
  expect(svg.match(/<\/text>/g)).toHaveLength(3)
})

test('one account alone is drawn in the middle', () => {
  const one = {
    ...NETWORK,
    accounts: ['a'],
    sources: new Uint32Array(),
    targets: new Uint32Array(),
  }
  const layout = { positions: Float32Array.from([7, 7]), communities: Uint16Array.from([0]) }
  const { dots, width } = toDrawing(one, layout, { told: [], colours: COLOURS })
  expect(dots[0]!.x).toBeCloseTo(width / 2)
})
