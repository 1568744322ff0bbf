/** A log that is asked (RFC 6962, 4): get-sth, get-entries, get-sth-consistency, get-proof-by-hash. */
import { ahead } from './ahead.ts'
import { CtError } from './errors.ts'
import { parseJson, readSth, toBytes, type LogHead, type LogKey } from './head.ts'
import { hashOf, readLeafInput, type Leaf } from './leaf.ts'
import type { Outbound } from './outbound/get.ts'
import { CompactRange, countBits, fromHash, toHash, type Hash } from './range.ts'
import type { LogSource, Page } from './source.ts'

const MOST_STH = 1 << 16
const MOST_PROOF = 1 << 16
/** Of one page of entries. */
const MOST_PAGE = 64 << 20
/** Entries asked for at once; logs send as many as they like, 32 to 1,024 being usual. */
const PAGE = 1024
const PAGES_AHEAD = 4
const HASH = 32

type Span = { readonly start: number; readonly end: number }

/** The source of the log at `url`, which ends in a slash. */
export function entriesSource(url: URL, outbound: Outbound, key: LogKey | null): LogSource {
  const ask = async (path: string, query: Record<string, string | number>, most: number) => {
    const target = new URL(`ct/v1/${path}`, url)
    for (const [name, value] of Object.entries(query)) target.searchParams.set(name, String(value))
    return (await outbound.get(target, most)).toString('utf8')
  }
  const getPage = async ({ start, end }: Span): Promise<Page> => {
    const text = await ask('get-entries', { start, end: end - 1 }, MOST_PAGE)
    return toPage(text, { start, end })
  }
  const getWhole = async (span: Span): Promise<Page> => {
    const pages: Page[] = []
    for (let at = span.start; at < span.end;) {
      const page = await getPage({ start: at, end: span.end })
      at += page.leaves.length
      pages.push(page)
    }
    return join(span.start, pages)
  }
  return {
    kind: 'rfc6962',
    url,
    head: async () => readSth(await ask('get-sth', {}, MOST_STH), key),
    async *pages(start, end) {
      // Logs that cut at round numbers send a short page first.
      let [at, width] = [start, 1]
      for (let page = 0; page < 2 && at < end; page++) {
        const { leaves, ...rest } = await getPage({ start: at, end: Math.min(end, at + PAGE) })
        at += leaves.length
        width = Math.max(width, leaves.length)
        yield { leaves, ...rest }
      }
      yield* ahead(spansOf(at, end, width), PAGES_AHEAD, getWhole)
    },
    consistency: async (first, second) =>
      toHashes(
        parseJson(await ask('get-sth-consistency', { first, second }, MOST_PROOF))['consistency'],
      ),
    peaks: async (size, head) => {
      if (size === 0) return []
      const { leaves } = await getPage({ start: size - 1, end: size })
      const hash = hashOf(leaves[0]!)
      const query = { hash: fromHash(hash).toString('base64'), tree_size: size }
      const answer = parseJson(await ask('get-proof-by-hash', query, MOST_PROOF))
      return growBy(hash, answer, size, head)
    },
  }
}

/** The path of a tree's last leaf is all complete subtrees before it, the smallest first. */
function growBy(
  leaf: Hash,
  answer: Readonly<Record<string, unknown>>,
  size: number,
  head: LogHead,
): Hash[] {
  const path = toHashes(answer['audit_path'])
  if (answer['leaf_index'] !== size - 1 || path.length !== countBits(size - 1))
    throw new CtError(
      'malformed-reply',
      `no proof of leaf ${size - 1} in the tree of ${head.size} leaves; begin elsewhere`,
      { index: size - 1 },
    )
  const range = new CompactRange(size - 1, path.map(toHash).toReversed())
  range.append(leaf)
  return range.peaks
}

function* spansOf(start: number, end: number, width: number): Generator<Span> {
  for (let at = start; at < end; at += width) yield { start: at, end: Math.min(end, at + width) }
}

function toPage(text: string, { start, end }: Span): Page {
  const { entries } = parseJson(text)
  if (!Array.isArray(entries)) throw new CtError('malformed-reply', 'get-entries: no entries')
  if (entries.length === 0)
    throw new CtError('gap', `the log has no leaf ${start}, which its head counts`, {
      index: start,
    })
  if (entries.length > end - start)
    throw new CtError('malformed-reply', `get-entries: ${entries.length} for ${end - start}`, {
      index: start,
    })
  const leaves: Leaf[] = []
  for (const [k, entry] of (entries as readonly { leaf_input?: unknown }[]).entries()) {
    const leaf = readLeafInput(toBytes(entry?.leaf_input))
    if (leaf === null)
      throw new CtError('wrong-leaf', `leaf ${start + k} is none of RFC 6962`, { index: start + k })
    leaves.push(leaf)
  }
  return { start, leaves, bytes: text.length }
}

function join(start: number, pages: readonly Page[]): Page {
  if (pages.length === 1) return pages[0]!
  return {
    start,
    leaves: pages.flatMap(({ leaves }) => leaves),
    bytes: pages.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

function toHashes(value: unknown): Buffer[] {
  const hashes = Array.isArray(value) && value.length <= 64 ? value.map(toBytes) : null
  if (hashes !== null && hashes.every(({ length }) => length === HASH)) return hashes
  throw new CtError('malformed-reply', 'not a proof')
}
