/** The texts that accounts wrote themselves, each once, with who wrote it when. */
import { normalText } from '../activity/traces/normal-text.ts'
import type { Posts } from '../activity/read/kept-posts.ts'

/** Distinct texts by number, in the order of their first use. */
export type SaidTexts = {
  /** As written, without links and addressees. */
  readonly texts: readonly string[]
  /** What it says whatever its dress. */
  readonly plain: readonly string[]
  /** Posts of each text, in order of time. */
  readonly posts: readonly (readonly number[])[]
  /** Posts that were not looked at, and why. */
  readonly leftOut: { readonly repeats: number; readonly short: number }
}

const DRESS = /https?:\/\/\S+|@[\p{L}\p{N}_]+|#/gu

/** Posts without a text of their own (repeats of others' posts, links, a word or two) are left out and counted. */
export function saidTexts(posts: Posts, text: (post: number) => string): SaidTexts {
  const { time, reshareOf } = posts
  const found = new Map<string, { text: string; posts: number[] }>()
  const leftOut = { repeats: 0, short: 0 }
  for (let post = 0; post < posts.count; post++) {
    const written = text(post)
    if (reshareOf?.(post) || written.startsWith('RT @')) {
      leftOut.repeats++
      continue
    }
    const plain = normalText(written)
    if (plain === null) {
      leftOut.short++
      continue
    }
    const known = found.get(plain)
    if (known) known.posts.push(post)
    else
      found.set(plain, {
        text: written.replace(DRESS, ' ').replace(/\s+/g, ' ').trim(),
        posts: [post],
      })
  }
  const byTime = (a: number, b: number) => time[a]! - time[b]! || a - b
  for (const { posts: uses } of found.values()) uses.sort(byTime)
  const ordered = [...found].toSorted(([, a], [, b]) => byTime(a.posts[0]!, b.posts[0]!))
  return {
    texts: ordered.map(([, said]) => said.text),
    plain: ordered.map(([plain]) => plain),
    posts: ordered.map(([, said]) => said.posts),
    leftOut,
  }
}
