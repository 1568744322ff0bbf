/**
 * Pictures: hashes a second, look-ups a second among ten million, and which edits hide a picture.
 *
 *   npm run bench -- media [hashes in the index]
 *
 * The pictures are drawn here (soft spots, edges and grain): photographs of people hold neither more nor less of what PDQ
 * looks at, but the table is of these, and a list of other pictures gives other figures.
 */
import sharp from 'sharp'
import { pdqTurns } from '../src/media/dihedral.ts'
import { distance256, SAME_PICTURE } from '../src/media/hash256.ts'
import { PdqIndex } from '../src/media/pdq-index.ts'
import { pdqHash } from '../src/media/pdq.ts'
import { readPicture } from '../src/media/read-picture.ts'
import { createRandom, drawInteger } from '../src/random/random.ts'
import { EDITS } from './media-edits.ts'

const SIDE = 512
const PICTURES = 60
const QUERIES = 20_000
const random = createRandom('pictures')

sharp.concurrency(1)
const drawn = Array.from({ length: PICTURES }, draw)
const files = await Promise.all(
  drawn.map((pixels) => open(pixels).jpeg({ quality: 85 }).toBuffer()),
)
await timeHashes()
await showEdits()
timeIndex(Number(process.argv[2] ?? 10_000_000))

function open(pixels: Uint8Array) {
  return sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } })
}

/** Six soft spots, three straight edges and some grain, of random places and colours. */
function draw(): Uint8Array {
  const spots = Array.from({ length: 6 }, () => ({
    x: random.float() * SIDE,
    y: random.float() * SIDE,
    size: 20 + random.float() * 120,
    colour: [0, 1, 2].map(() => random.float() * 300 - 150),
  }))
  const edges = Array.from({ length: 3 }, () => ({
    slope: Math.tan(random.float() * Math.PI),
    at: random.float() * SIDE,
    step: random.float() * 120 - 60,
  }))
  const pixels = new Uint8Array(SIDE * SIDE * 3)
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const shade = edges.reduce(
        (sum, { slope, at, step }) => sum + (y > slope * (x - at) ? step : 0),
        0,
      )
      const grain = random.float() * 12
      for (let c = 0; c < 3; c++) {
        let value = 110 + shade + grain
        for (const { x: u, y: v, size, colour } of spots)
          value += colour[c]! * Math.exp(-((x - u) ** 2 + (y - v) ** 2) / (size * size))
        pixels[(y * SIDE + x) * 3 + c] = Math.max(0, Math.min(255, value))
      }
    }
  return pixels
}

async function timeHashes(): Promise<void> {
  for (const file of files.slice(0, 20)) pdqHash(await readPicture(file))
  const pictures = await Promise.all(files.map((file) => readPicture(file)))
  const hashing = await perSecond(() => pictures.forEach(pdqHash), PICTURES)
  const both = await perSecond(async () => {
    for (const file of files) pdqHash(await readPicture(file))
  }, PICTURES)
  console.log(
    `${SIDE} x ${SIDE} JPEG, one core: ${both} pictures/s decoded and hashed (goal 100); hashed alone ${hashing}`,
  )
}

/** Done so often a second of processor time. */
async function perSecond(work: () => unknown, times: number): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return Math.round(times / ((user + system) / 1e6))
}

async function showEdits(): Promise<void> {
  console.log(
    `edit                            found (of ${PICTURES}) | with turns | bits apart, median and most`,
  )
  for (const [name, edit] of Object.entries(EDITS)) {
    const bits: number[] = []
    let turned = 0
    for (const pixels of drawn) {
      const original = pdqHash({ width: SIDE, height: SIDE, channels: 3, pixels }).hash
      const edited = await readPicture(await toFile(edit(open(pixels), SIDE, SIDE)))
      const { turns } = pdqTurns(edited)
      const all = [...turns.values()].map((hash) => distance256(hash, original))
      bits.push(all[0]!)
      if (Math.min(...all) <= SAME_PICTURE) turned++
    }
    bits.sort((a, b) => a - b)
    const found = bits.filter((count) => count <= SAME_PICTURE).length
    console.log(
      `${name.padEnd(32)}${String(found).padStart(5)}            | ${String(turned).padStart(5)}      | ${bits[PICTURES / 2]}, ${bits.at(-1)}`,
    )
  }
  let alike = 0
  for (const [n, one] of drawn.entries())
    for (const other of drawn.slice(0, n)) {
      const [a, b] = [one, other].map(
        (pixels) => pdqHash({ width: SIDE, height: SIDE, channels: 3, pixels }).hash,
      )
      if (distance256(a!, b!) <= SAME_PICTURE) alike++
    }
  console.log(
    `pairs of different pictures taken for the same: ${alike} of ${(PICTURES * (PICTURES - 1)) / 2}`,
  )
}

/** Edits that change the file keep it; others are saved without loss. */
async function toFile(picture: ReturnType<typeof open>): Promise<Buffer> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  if (info.format !== 'raw') return data
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels } }).png().toBuffer()
}

function timeIndex(size: number): void {
  const words = new Uint32Array(size * 8)
  for (let at = 0; at < words.length; at++) words[at] = random.uint()
  const begun = performance.now()
  const index = new PdqIndex(words)
  const built = (performance.now() - begun) / 1000
  const queries = new Uint32Array(QUERIES * 8)
  for (let n = 0; n < QUERIES; n++) {
    const at = drawInteger(random, size)
    queries.set(words.subarray(at * 8, at * 8 + 8), n * 8)
    for (let bit = 0; bit < n % 32; bit++) queries[n * 8 + (bit >> 2)]! ^= 1 << ((bit * 7) % 32)
  }
  index.nearAll(queries.subarray(0, 8 * 500))
  const many = timed(() => index.nearAll(queries).filter((hits) => hits.length > 0).length)
  const single = timed(() => {
    let hit = 0
    for (let n = 0; n < 1000; n++)
      if (index.near(queries.subarray(n * 8, n * 8 + 8)).length > 0) hit++
    return hit
  })
  const { rss } = process.memoryUsage()
  console.log(
    `${size} hashes indexed in ${built.toFixed(1)} s, ${Math.round(rss / 1e6)} MB; within ${SAME_PICTURE} bits: ` +
      `${Math.round(QUERIES / many.seconds)} queries/s of processor time, ${QUERIES} at once (goal 5,000; ${many.hits} of ${QUERIES} found); ` +
      `one by one ${Math.round(1000 / single.seconds)}/s`,
  )
  const linear = timed(() => {
    let hit = 0
    for (let n = 0; n < 3; n++)
      for (let at = 0; at < size; at++)
        if (
          distance256(queries.subarray(n * 8, n * 8 + 8), words.subarray(at * 8, at * 8 + 8)) <=
          SAME_PICTURE
        )
          hit++
    return hit
  })
  console.log(`measuring every hash: ${(3 / linear.seconds).toFixed(2)} queries/s`)
}

function timed(work: () => number): { readonly seconds: number; readonly hits: number } {
  const before = process.cpuUsage()
  const hits = work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (user + system) / 1e6, hits }
}
