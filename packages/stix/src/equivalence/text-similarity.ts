/**
 * Similarity of names: words sorted, then the share of characters two texts have in common, in order.
 * 2·LCS(a, b) / (|a| + |b|). Cost: O(|a|·|b|), texts cut to 1,000 characters.
 */
const MAX_LENGTH = 1000

/** 0 (nothing in common) to 1 (the same words in whatever order and case). */
export function textSimilarity(a: string, b: string): number {
  const [x, y] = [sortWords(a), sortWords(b)]
  if (x === y) return 1
  return (2 * commonLength(x, y)) / (x.length + y.length)
}

function sortWords(text: string): string {
  const words = text.slice(0, MAX_LENGTH).toLowerCase().split(/\s+/)
  return words.filter(Boolean).sort().join(' ')
}

/** Length of the longest common subsequence. */
function commonLength(a: string, b: string): number {
  let row = new Uint16Array(b.length + 1)
  for (let i = 0; i < a.length; i++) {
    const next = new Uint16Array(b.length + 1)
    for (let j = 0; j < b.length; j++)
      next[j + 1] =
        a.charCodeAt(i) === b.charCodeAt(j) ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)
    row = next
  }
  return row[b.length]!
}
