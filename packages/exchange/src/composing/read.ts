/** An input of any kind, by its bytes: a mail, STIX, a table, text, a picture or a video. Nothing is kept, and nothing is guessed that is not said. */
import type { ComposedReading } from '@tocsin/api'
import { decodeText, StixError } from '@tocsin/stix'
import { ExchangeError } from '../errors.ts'
import { mediaTypeOf } from './media-type.ts'
import { readMail } from './read-mail.ts'
import { type MediaOptions, readMedia } from './read-media.ts'
import { readStix } from './read-stix.ts'
import { delimiterOf, readTable } from './read-table.ts'
import { readText } from './read-text.ts'
import type { ValueOptions } from './reading.ts'

/** Bytes of one input. */
export const MAX_INPUT = 8 << 20

/** Where every fault of an input is: it is the body itself. */
const BODY = { path: '/body' }

type ReadOptions = ValueOptions &
  MediaOptions & {
    /** Name of the file; its ending decides where it is .csv, .tsv, .eml or .json. */
    name?: string | undefined
    /** Bytes of a picture or video; as of any input unless it is said. */
    mostMediaBytes?: number | undefined
  }

/**
 * Reads an input; each of its rows is read, named as not read with the reason, or a duplicate.
 * Throws ExchangeError `bad-request` or `too-large`, which say what is wrong and where, for what cannot be read at all;
 * then nothing of it is taken.
 */
export async function readInput(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<ComposedReading> {
  const media = mediaTypeOf(bytes)
  const most = media ? (options.mostMediaBytes ?? MAX_INPUT) : MAX_INPUT
  if (bytes.length > most)
    throw new ExchangeError(
      'too-large',
      `${bytes.length.toLocaleString('en')} bytes; at most ${most.toLocaleString('en')} are read at a time: ${media ? 'tocsin compose hashes larger pictures and videos on your own machine' : 'share it in parts'}`,
    )
  if (media) return readMedia(bytes, media, options.name, options)
  const ending = /\.([a-z0-9]{1,8})$/i.exec(options.name ?? '')?.[1]?.toLowerCase()
  refuseBinary(bytes)
  if (ending === 'eml' || (ending === undefined && isMail(bytes))) return readMail(bytes, options)
  const text = decode(bytes)
  const zero = text.indexOf('\0')
  if (zero >= 0)
    throw new ExchangeError(
      'bad-request',
      `line ${lineOf(text, zero)} holds a zero byte: this is no text; nothing of it was read`,
      BODY,
    )
  if (text.trim() === '') throw new ExchangeError('bad-request', 'there is nothing in it', BODY)
  if (ending === 'json' || ending === 'jsonl' || isJson(text)) return readStix(text)
  if (ending === 'tsv') return readTable(text, '\t', options)
  const delimiter = delimiterOf(text)
  if (ending === 'csv') return readTable(text, delimiter ?? ',', options)
  const table = delimiter === undefined ? undefined : readTable(text, delimiter, options)
  // Sentences may have as many commas as each other; a table has a column that holds something.
  return table?.columns?.some((column) => column.as) ? table : readText(text, options)
}

function decode(bytes: Uint8Array): string {
  try {
    return decodeText(bytes)
  } catch (cause) {
    if (!(cause instanceof StixError)) throw cause
    throw new ExchangeError('bad-request', `${cause.message}; nothing of it was read`, {
      cause,
      ...BODY,
    })
  }
}

const KNOWN_STARTS: readonly [start: string, what: string][] = [
  ['PK\u0003\u0004', 'a spreadsheet or another packed file: save the sheet as CSV'],
  ['%PDF', 'a PDF: copy its text and paste it'],
  ['\u00d0\u00cf\u0011\u00e0', 'a file of an older office program: save it as CSV or text'],
  ['\u001f\u008b', 'a packed file: unpack it'],
]

function refuseBinary(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const what = KNOWN_STARTS.find(([sign]) => start.startsWith(sign))?.[1]
  if (what) throw new ExchangeError('bad-request', `this is ${what}; nothing of it was read`, BODY)
}

/** Two lines of headers, as no list begins. */
function isMail(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 2000)).toString('latin1')
  return /^(Received|Return-Path|Delivered-To|From|MIME-Version|Message-ID|Date|Subject|To|X-[\w-]{1,40}|DKIM-Signature|ARC-[\w-]{1,30}): [^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,40}[A-Za-z][\w-]{1,60}: /.test(
    head,
  )
}

function isJson(text: string): boolean {
  return /^\s*(\{\s*"|\[\s*[[{"\]])/.test(text.slice(0, 1000))
}

function lineOf(text: string, at: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++
  return line
}
