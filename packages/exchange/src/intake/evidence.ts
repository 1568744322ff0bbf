/** Words and files of a report before anything of them is kept: addresses of homes stay with the office. */
import type { ReportFile } from '@tocsin/api'
import { createHash } from 'node:crypto'
import { ExchangeError } from '../errors.ts'
import { findInText } from '../masking/find-text.ts'

const STRUCK = '[address withheld]'
const MAX_FILE = 3 << 20
/** Longer texts are not searched within the time of a request, so that only their hash is kept. */
const MAX_SEARCHED = 200_000

/** A text without the addresses of homes in it, and how many there were. */
export function strike(text: string): { text: string; struck: number } {
  const found = findInText(text).filter(({ kind }) => kind === 'postal')
  let kept = ''
  let from = 0
  for (const { start, end } of found) {
    kept += text.slice(from, start) + STRUCK
    from = end
  }
  return { text: kept + text.slice(from), struck: found.length }
}

export type Evidence = ReportFile & { content: Uint8Array | null }

/** Takes a file in: its bytes as they are, or its hash alone where it holds addresses of homes. */
export function takeFile(file: { name: string; content: string }, index: number): Evidence {
  const bytes = Buffer.from(file.content, 'base64')
  if (bytes.length === 0 || bytes.length > MAX_FILE)
    throw new ExchangeError('too-large', 'a file has at most 3 MiB, and something in it', {
      path: `/body/files/${index}/content`,
    })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const state = stateOf(bytes)
  const name = file.name.replace(/[/\\]/g, '_')
  const content = state === 'withheld' ? null : new Uint8Array(bytes)
  return { name: strike(name).text, size: bytes.length, sha256, state, content }
}

function stateOf(bytes: Uint8Array): ReportFile['state'] {
  const text = toText(bytes)
  if (text === undefined) return 'unsearched'
  if (text.length > MAX_SEARCHED) return 'withheld'
  return textsIn(text).some((one) => strike(one).struck > 0) ? 'withheld' : 'kept'
}

/** The text of a file, where it is text at all. */
function toText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** A text as it stands, and what a mail may hide in it: parts in base64, and quoted-printable undone. */
function textsIn(text: string): string[] {
  const quoted = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const coded = (text.match(/(?:^[A-Za-z0-9+/=]{40,}\r?$\n?)+/gm) ?? []).map((part) =>
    Buffer.from(part, 'base64').toString('utf8'),
  )
  return [text, quoted, ...coded]
}
