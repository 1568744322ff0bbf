/** PDQ against the published C++ as PyPI wraps it, on pictures made here; needs Python and its registry. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatHash256, pdqHash, pdqTurns, type Picture } from '../src/media/index.ts'
import { createRandom, drawInteger, type Random } from '../src/random/random.ts'

const VENV = resolve(import.meta.dirname, '../../../.cache/pdqhash')
const PACKAGES = ['pdqhash==0.2.8', 'numpy==2.4.6']
const run = promisify(execFile)
const why = whyNot()
if (why) console.warn(`SKIPPED: PDQ against its reference from PyPI: ${why}`)

/** Reads lines of "width height file" and answers with eight hashes and the quality. */
const SCRIPT = `
import sys, json, numpy, pdqhash
for line in open(sys.argv[1]):
    w, h, path = line.split()
    a = numpy.fromfile(path, dtype=numpy.uint8).reshape(int(h), int(w), 3)
    v, q = pdqhash.compute(a)
    d, _ = pdqhash.compute_dihedral(a)
    print(json.dumps([[''.join(map(str, x)) for x in [v, *d]], int(q)]))
`

function whyNot(): string | undefined {
  if (process.env['CI'] === 'true') return 'CI has no Python registry'
  if (spawnSync('python3', ['-m', 'venv', '--help']).status !== 0) return 'no python3 with venv'
  return undefined
}

/** Noise, soft waves and blocks, of any size from 5 x 5 on. */
function makePicture(random: Random, n: number): Picture {
  const width = 5 + drawInteger(random, n % 3 === 0 ? 40 : 400)
  const height = 5 + drawInteger(random, n % 3 === 0 ? 400 : 40 + n)
  const block = 1 + drawInteger(random, 20)
  const shades = Uint8Array.from({ length: 4096 }, () => drawInteger(random, 256))
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const [x, y, c] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width), at % 3]
    if (n % 4 === 0) return drawInteger(random, 256)
    if (n % 4 === 1) return 127 + 120 * Math.sin(x / block + c) * Math.cos((y + c * x) / 9)
    return shades[(Math.floor(x / block) * 61 + Math.floor(y / block) * 17 + c) % shades.length]!
  })
  return { width, height, channels: 3, pixels }
}

describe.skipIf(why !== undefined)('PDQ', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-pdq-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  beforeAll(async () => {
    if (!existsSync(join(VENV, 'bin/pip'))) {
      mkdirSync(VENV, { recursive: true })
      await run('python3', ['-m', 'venv', VENV])
    }
    await run(join(VENV, 'bin/python'), ['-m', 'pip', 'install', '-q', ...PACKAGES])
  }, 300_000)

  test('gives the bits and the quality of the published code on 120 pictures, turned and mirrored too', async () => {
    const random = createRandom('reference')
    const pictures = Array.from({ length: 120 }, (_, n) => makePicture(random, n))
    const list = pictures.map(({ width, height, pixels }, n) => {
      writeFileSync(join(folder, `${n}.raw`), pixels)
      return `${width} ${height} ${join(folder, `${n}.raw`)}\n`
    })
    writeFileSync(join(folder, 'list'), list.join(''))
    writeFileSync(join(folder, 'ask.py'), SCRIPT)
    const { stdout } = await run(join(VENV, 'bin/python'), [
      join(folder, 'ask.py'),
      join(folder, 'list'),
    ])
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string[], number])
    const ours = pictures.map((picture) => {
      const { hash, quality } = pdqHash(picture)
      const turns = [...pdqTurns(picture).turns.values()]
      return [[hash, ...turns].map(formatHash256), quality]
    })
    const theirs = answers.map(([hashes, quality]) => [hashes.map(toHex), quality])
    expect(ours).toEqual(theirs)
  })
})

const toHex = (bits: string): string =>
  bits.replace(/.{4}/g, (four) => Number.parseInt(four, 2).toString(16))
