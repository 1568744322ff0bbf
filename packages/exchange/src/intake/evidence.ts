/** Words and files of a report before anything of them is kept: addresses of homes stay with the office. */
import type { ReportFile } from '@tocsin/api'
import { createHash } from 'node:crypto'
import { ExchangeError } from '../errors.ts'
import { findInText } from '../masking/find-text.ts'
import { pause } from '../policy/pause.ts'

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

/**
 * Takes a file in: its bytes as they are, or its hash alone where it holds addresses of homes. What is long is searched in parts, so
 * that other work goes on between them.
 */
export async function takeFile(
  file: { name: string; content: string },
  index: number,
): Promise<Evidence> {
  const bytes = Buffer.from(file.content, 'base64')
  if (bytes.length === 0 || bytes.length > MAX_FILE)
    throw new ExchangeError('too-large', 'a file has at most 3 MiB, and something in it', {
      path: `/body/files/${index}/content`,
    })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const state = await stateOf(bytes)
  const name = file.name.replace(/[/\\]/g, '_')
  const content = state === 'withheld' ? null : new Uint8Array(bytes)
  return { name: strike(name).text, size: bytes.length, sha256, state, content }
}

async function stateOf(bytes: Uint8Array): Promise<ReportFile['state']> {
  const text = toText(bytes)
  if (text === undefined) return 'unsearched'
  if (text.length > MAX_SEARCHED) return 'withheld'
  for (const one of textsIn(text)) if (await holdsHome(one)) return 'withheld'
  return 'kept'
}

/** A text is searched in parts of so many signs, each with the end of the one before. */
const PART = 4_000
const OVERLAP = 400

/** Whether an address of a home stands in a text; no further than to the first. */
async function holdsHome(text: string): Promise<boolean> {
  for (let start = 0; start < text.length; start += PART - OVERLAP) {
    if (strike(text.slice(start, start + PART)).struck > 0) return true
    await pause()
  }
  return false
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
