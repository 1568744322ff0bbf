/** Hashtags, mentions and reshare marks in running text, of any script. */

const HASHTAG = /(?<![\p{L}\p{N}_&/])[#＃]([\p{L}\p{N}_\p{M}]*[\p{L}\p{M}][\p{L}\p{N}_\p{M}]*)/gu
const MENTION = /(?<![\p{L}\p{N}_.])@([A-Za-z0-9_]{2,30}(?:[.-][A-Za-z0-9_-]+)*)/gu
const RESHARE = /^RT @([A-Za-z0-9_]{1,30}):?\s+(.{12,})/s

/** Hashtags in order, folded to one case, without the mark. */
export function findHashtags(text: string): string[] {
  if (!text.includes('#') && !text.includes('＃')) return []
  return [...text.matchAll(HASHTAG)].map(([, tag]) => tag!.normalize('NFKC').toLowerCase())
}

/** Accounts mentioned, folded to one case, without the mark. */
export function findMentions(text: string): string[] {
  if (!text.includes('@')) return []
  return [...text.matchAll(MENTION)].map(([, name]) => name!.toLowerCase())
}

/** The original that a text says it repeats (`RT @name: …`), as one object, or null. */
export function findReshared(text: string): string | null {
  const match = RESHARE.exec(text)
  if (match === null) return null
  const said = match[2]!.replace(/(…|\.\.\.)$/, '').slice(0, 80)
  return `${match[1]!.toLowerCase()}: ${said}`
}
