/**
 * Words of posts as numbers: what a text says, without links, addressees and the mark of a reshare. Runs of
 * scripts that do not space their words give every run of four signs.
 * Cost: linear in the text.
 */
const MARK = /^rt @[\w.-]+:?/
const APART = /https?:\/\/\S+|[@＠][\w.-]+/g
const WORD = /[\p{L}\p{N}\p{M}_]+/gu
const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/
const SIGNS = 4
/** Characters of a post beyond which the rest is not looked at. */
const LONGEST = 2000

export type Words = {
  readonly posts: number
  /** Distinct words of post i: word[start[i]] up to word[start[i + 1]]. */
  readonly start: Int32Array
  readonly word: Int32Array
  /** Posts that have each word. */
  readonly posting: Int32Array
}

export function readWords(posts: number, textOf: (post: number) => string): Words {
  const numbers = new Map<string, number>()
  const start = new Int32Array(posts + 1)
  const seen: number[] = []
  let word = new Int32Array(1 << 16)
  let size = 0
  for (let post = 0; post < posts; post++) {
    for (const said of wordsOf(textOf(post))) {
      let number = numbers.get(said)
      if (number === undefined) numbers.set(said, (number = numbers.size))
      if (seen[number] === post) continue
      seen[number] = post
      if (size === word.length) {
        const larger = new Int32Array(size * 2)
        larger.set(word)
        word = larger
      }
      word[size++] = number
    }
    start[post + 1] = size
  }
  const posting = new Int32Array(numbers.size)
  for (let k = 0; k < size; k++) posting[word[k]!]!++
  return { posts, start, word: word.subarray(0, size), posting }
}

/** The words of a text, in order. */
function wordsOf(text: string): string[] {
  const plain = text.slice(0, LONGEST).toLowerCase().replace(MARK, '').replace(APART, ' ')
  const words: string[] = []
  for (const word of plain.match(WORD) ?? []) {
    if (word.length <= SIGNS || !UNSPACED.test(word)) words.push(word)
    else for (let k = 0; k + SIGNS <= word.length; k++) words.push(word.slice(k, k + SIGNS))
  }
  return words
}
