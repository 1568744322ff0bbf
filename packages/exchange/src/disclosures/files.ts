/** The files of a version: written line by line, hashed and compressed on the way, so that none is ever held whole. */
import type { PublishedFile } from '@tocsin/api'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Rendered } from './render.ts'
import { toTables } from './tables.ts'
import { type StixFacts, toBundle } from './to-stix.ts'

/** Lines that are put together before they are compressed. */
const TURN = 500
const PIECE = 4 << 20

/** A file with its compressed content, in pieces. */
export type MadeFile = PublishedFile & { pieces: Buffer[] }

const CSV = 'text/csv; charset=utf-8'

/** All files of a version. */
export async function makeFiles(rendered: Rendered, facts: StixFacts): Promise<MadeFile[]> {
  const files: MadeFile[] = []
  for (const [name, lines] of toTables(rendered)) files.push(await makeFile(name, CSV, lines))
  files.push(await makeFile('disclosure.json', 'application/json', toJson(rendered, facts)))
  const bundle = toBundle(rendered, facts)
  files.push(await makeFile('bundle.json', 'application/stix+json;version=2.1', bundle))
  return files
}

function* toJson(
  { parts, accounts, posts, indicators }: Rendered,
  { id, title, version, openedAt }: StixFacts,
): Generator<string> {
  const head = JSON.stringify({ disclosure: id, version, title, openedAt, parts })
  yield head.slice(0, -1)
  for (const [name, rows] of Object.entries({ accounts, posts, indicators })) {
    yield `,"${name}":[`
    for (const [at, row] of rows.entries()) yield `${at === 0 ? '' : ','}\n${JSON.stringify(row)}`
    yield ']'
  }
  yield '}\n'
}

async function makeFile(
  name: string,
  mediaType: string,
  lines: Iterable<string>,
): Promise<MadeFile> {
  const sha256 = createHash('sha256')
  let bytes = 0
  const chunks: Buffer[] = []
  const plain = function* () {
    for (const text of inTurns(lines)) {
      const buffer = Buffer.from(text)
      sha256.update(buffer)
      bytes += buffer.length
      yield buffer
    }
  }
  await pipeline(
    Readable.from(plain()),
    createGzip({ level: 3 }),
    async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) chunks.push(chunk)
    },
  )
  const whole = Buffer.concat(chunks)
  const pieces: Buffer[] = []
  for (let at = 0; at < whole.length; at += PIECE) pieces.push(whole.subarray(at, at + PIECE))
  return { name, mediaType, bytes, sha256: sha256.digest('hex'), pieces }
}

function* inTurns(lines: Iterable<string>): Generator<string> {
  let waiting: string[] = []
  for (const line of lines) {
    waiting.push(line)
    if (waiting.length < TURN) continue
    yield waiting.join('')
    waiting = []
  }
  if (waiting.length > 0) yield waiting.join('')
}
