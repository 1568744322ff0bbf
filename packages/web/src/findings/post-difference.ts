/** Two posts word by word: what they have in common, what the second lacks, and what it has besides. Pure. */

export type Piece = { kind: 'same' | 'gone' | 'added'; text: string }

/** Words with what follows them; a script without spaces goes by its letters. */
function wordsOf(text: string): string[] {
  return (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|\s+/gu,
    ) ?? []
  )
}

/** The pieces of `other` beside `first`, by the longest common subsequence of words; cost: the product of their lengths. */
export function differenceOf(first: string, other: string): Piece[] {
  const [a, b] = [wordsOf(first), wordsOf(other)]
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] =
        a[i] === b[j]
          ? lengths[i + 1]![j + 1]! + 1
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  const pieces: Piece[] = []
  const add = (kind: Piece['kind'], text: string) => {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('same', a[i]!)
      i++
      j++
    } else if (j >= b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!))
      add('gone', a[i++]!)
    else add('added', b[j++]!)
  }
  return pieces
}
