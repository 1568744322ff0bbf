/**
 * Text to numbers of pieces: SentencePiece with a unigram model, the segmentation of highest likelihood.
 * Cost: characters times the longest piece. T. Kudo, Subword Regularization, ACL 2018; T. Kudo and J. Richardson, EMNLP 2018.
 */
import protobuf from 'protobufjs'
import { DetectError } from '../../errors.ts'

/** Numbers that the model keeps for itself. */
const UNKNOWN = 0
const BEGIN = 1
const END = 2

/** How much less likely a character that no piece holds is than the least likely piece. */
const UNKNOWN_PENALTY = 10

/** Characters of a text beyond which the rest is not looked at. */
const MOST_CHARACTERS = 2000

/** Characters of a piece at most: each of its beginnings is kept. */
const MOST_OF_PIECE = 200

/** Stands for a space, so that a piece says where a word begins. */
const SPACE = '\u2581'

export type Pieces = {
  /** Number + 1 of each piece, 0 of what only begins one. */
  readonly beginnings: ReadonlyMap<string, number>
  readonly scores: Float32Array
  readonly unknownScore: number
}

const VOCABULARY = protobuf
  .parse(
    `syntax = "proto2";
   message Piece { optional string piece = 1; optional float score = 2; }
   message Vocabulary { repeated Piece pieces = 1; }`,
  )
  .root.lookupType('Vocabulary')

/** Reads a SentencePiece model file; throws MALFORMED for anything else. */
export function readPieces(file: Uint8Array): Pieces {
  const pieces = decode(file)
  if (pieces.length < 4) throw new DetectError('MALFORMED', 'the vocabulary holds no pieces')
  const beginnings = new Map<string, number>()
  for (const [number, { piece = '' }] of pieces.entries()) {
    if (piece.length > MOST_OF_PIECE)
      throw new DetectError('MALFORMED', `piece ${number} of the vocabulary is too long`)
    for (let end = 1; end < piece.length; end++) {
      const beginning = piece.slice(0, end)
      if (!beginnings.has(beginning)) beginnings.set(beginning, 0)
    }
    beginnings.set(piece, number + 1)
  }
  const scores = Float32Array.from(pieces, ({ score = 0 }) => score)
  const least = scores.reduce((lowest, score) => Math.min(lowest, score), 0)
  return { beginnings, scores, unknownScore: least - UNKNOWN_PENALTY }
}

function decode(file: Uint8Array): { piece?: string; score?: number }[] {
  try {
    return (VOCABULARY.decode(file) as unknown as { pieces: { piece?: string; score?: number }[] })
      .pieces
  } catch (cause) {
    throw new DetectError('MALFORMED', 'the vocabulary cannot be read', {}, { cause })
  }
}

/** Numbers of the pieces of `text`, between those of beginning and end; never empty. */
export function segment(pieces: Pieces, text: string): number[] {
  const written = plainText(text)
  if (written === '') return [BEGIN, UNKNOWN, END]
  const characters = [...written]
  const { piece, from } = bestSegmentation(pieces, characters)
  const numbers = [END]
  for (let at = characters.length; at > 0; at = from[at]!) numbers.push(piece[at]!)
  numbers.push(BEGIN)
  return numbers.toReversed()
}

/** One form of each character, no control characters, and words that each begin with the mark of a space. */
function plainText(text: string): string {
  const words = text
    .slice(0, MOST_CHARACTERS)
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\uFFFD\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()
  return words === '' ? '' : SPACE + words.replace(/ +/g, SPACE)
}

/** For each place the best piece that ends there, and where it begins. */
function bestSegmentation(
  { beginnings, scores, unknownScore }: Pieces,
  characters: readonly string[],
): { piece: Int32Array; from: Int32Array } {
  const { length } = characters
  const best = new Float64Array(length + 1).fill(-Infinity)
  best[0] = 0
  const piece = new Int32Array(length + 1)
  const from = new Int32Array(length + 1)
  const offer = (at: number, end: number, number: number, score: number) => {
    if (best[at]! + score <= best[end]!) return
    best[end] = best[at]! + score
    piece[end] = number
    from[end] = at
  }
  for (let at = 0; at < length; at++) {
    let beginning = ''
    let isAlone = false
    for (let end = at + 1; end <= length; end++) {
      beginning += characters[end - 1]!
      const found = beginnings.get(beginning)
      if (found === undefined) break
      if (found === 0) continue
      offer(at, end, found - 1, scores[found - 1]!)
      isAlone ||= end === at + 1
    }
    if (!isAlone) offer(at, at + 1, UNKNOWN, unknownScore)
  }
  return { piece, from }
}
