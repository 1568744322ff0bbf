/** An input of any kind, by its bytes: a mail, STIX, a table, text, a picture or a video. Nothing is kept, and nothing is guessed that is not said. */
import type { ComposedReading } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import { mediaTypeOf } from './media-type.ts'
import { type MailOptions, readMail } from './read-mail.ts'
import { readMedia } from './read-media.ts'
import { decodeWritten, endingOf, readWritten, refuseBinary } from './read-written.ts'

/** Bytes of one input. */
export const MAX_INPUT = 8 << 20

type ReadOptions = MailOptions & {
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
  const ending = endingOf(options.name)
  refuseBinary(bytes)
  if (ending === 'eml' || (ending === undefined && isMail(bytes))) return readMail(bytes, options)
  return readWritten(decodeWritten(bytes), ending, options)
}

/** Two lines of headers, as no list begins. */
function isMail(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 2000)).toString('latin1')
  return /^(Received|Return-Path|Delivered-To|From|MIME-Version|Message-ID|Date|Subject|To|X-[\w-]{1,40}|DKIM-Signature|ARC-[\w-]{1,30}): [^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,40}[A-Za-z][\w-]{1,60}: /.test(
    head,
  )
}
