/** What differs between two submissions of a message: words by the longest common subsequence, objects by id. Pure. */
import type { ReleaseDraft, WordRun } from '@tocsin/api'

/** Words and gaps of each text that are compared one by one, O(n * m); beyond, what lies between equal ends is told whole. */
const MAX_WORDS = 4000
const PROSE = [
  'name',
  'description',
  'abstract',
  'content',
  'explanation',
  'objective',
  'value',
  'pattern',
]

type StixObject = { id: string; [property: string]: unknown }

/** All words of a draft that a person reads, a line a field. */
export function toText(draft: ReleaseDraft): string {
  const { title, terms, message } = draft
  const { nexus, authority } = message ?? {}
  const lines = [
    title,
    `${terms.tlp} ${terms.pap} ${terms.purpose}: ${terms.basis}`,
    ...(terms.expiresAt ? [`until ${terms.expiresAt}`] : []),
    ...(message ? [message.type] : []),
    ...(nexus ? [`${nexus.kind}: ${nexus.basis}`] : []),
    ...(authority ? [`${authority.text}, ${authority.from} to ${authority.until}`] : []),
    ...(message?.reference ? [message.reference] : []),
  ]
  const said = (draft.objects as StixObject[]).flatMap((object) =>
    PROSE.map((name) => object[name]).filter((text) => typeof text === 'string'),
  )
  return [...lines, ...said].join('\n')
}

/** The words of both texts in order, in runs. */
export function diffWords(before: string, after: string): WordRun[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end))
    end++
  const runs: WordRun[] = []
  push(runs, 'same', a.slice(0, start))
  diffMiddle(runs, a.slice(start, a.length - end), b.slice(start, b.length - end))
  push(runs, 'same', a.slice(a.length - end))
  return runs
}

/** Words and what is between them, which join to the text. */
function wordsOf(text: string): string[] {
  return text.match(/\S+|\s+/g) ?? []
}

function diffMiddle(runs: WordRun[], a: readonly string[], b: readonly string[]): void {
  if (a.length > MAX_WORDS || b.length > MAX_WORDS) {
    push(runs, 'removed', a)
    push(runs, 'added', b)
    return
  }
  const width = b.length + 1
  // common[i, j]: length of the longest common subsequence of a from i and b from j.
  const common = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(runs, 'same', [a[i]!])
      i++
      j++
    } else if (
      j === b.length ||
      (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    )
      push(runs, 'removed', [a[i++]!])
    else push(runs, 'added', [b[j++]!])
  }
}

function push(runs: WordRun[], kind: WordRun['kind'], words: readonly string[]): void {
  if (words.length === 0) return
  const last = runs.at(-1)
  if (last?.kind === kind) last.text += words.join('')
  else runs.push({ kind, text: words.join('') })
}

/** Ids of objects that came, went, or say something else. */
export function diffObjects(before: ReleaseDraft, after: ReleaseDraft) {
  const [a, b] = [toMap(before), toMap(after)]
  return {
    objectsAdded: [...b.keys()].filter((id) => !a.has(id)),
    objectsRemoved: [...a.keys()].filter((id) => !b.has(id)),
    objectsChanged: [...b.keys()].filter((id) => a.has(id) && a.get(id) !== b.get(id)),
  }
}

function toMap({ objects }: ReleaseDraft): Map<string, string> {
  return new Map((objects as StixObject[]).map((one) => [one.id, JSON.stringify(one)]))
}
