/** Generated posts as acts of one trace. */
import { toActs, type Acts } from '../src/activity/acts.ts'
import { groupNearDuplicates } from '../src/activity/text/near-duplicates.ts'
import type { Traffic } from '../src/traffic/generate.ts'
import type { PostColumns } from '../src/traffic/posts.ts'
import { textOf } from '../src/traffic/rows.ts'

export type PostTrace = 'link' | 'hashtag' | 'text' | 'near-text' | 'reshare'

/** Acts of the trace; exact texts are told apart by their seed, so a paraphrase is another text. */
export function postsToActs(
  traffic: Traffic,
  posts: PostColumns,
  trace: PostTrace,
  keepAll = false,
): Acts {
  const object: number[] = []
  const row: number[] = []
  const numbers = new Map<string, number>()
  const add = (i: number, key: string): void => {
    let number = numbers.get(key)
    if (number === undefined) numbers.set(key, (number = numbers.size))
    object.push(number)
    row.push(i)
  }
  const group = trace === 'near-text' ? groupTexts(traffic, posts) : null
  for (let i = 0; i < posts.length; i++) {
    if (group && posts.kind[i] !== 2) add(i, String(group[i]))
    if (trace === 'link' && posts.link[i]! >= 0) add(i, String(posts.link[i]))
    if (trace === 'reshare' && posts.original[i]! >= 0) add(i, String(posts.original[i]))
    if (trace === 'text' && posts.kind[i] !== 2) add(i, `${posts.textSeed[i]}/${posts.variant[i]}`)
    if (trace !== 'hashtag') continue
    if (posts.hashtag[i]! >= 0) add(i, String(posts.hashtag[i]))
    if (posts.hashtag2[i]! >= 0) add(i, String(posts.hashtag2[i]))
  }
  const pick = (column: Int32Array): Int32Array => Int32Array.from(row, (i) => column[i]!)
  const content = Int32Array.from(row)
  return toActs(
    {
      object: Int32Array.from(object),
      account: pick(posts.account),
      time: pick(posts.time),
      content,
    },
    { objects: numbers.size, accounts: traffic.population.count },
    { epoch: 0, tick: 1 },
    { keepAll },
  ).acts
}

function groupTexts(traffic: Traffic, posts: PostColumns): Int32Array {
  const texts = Array.from({ length: posts.length }, (_, i) => textOf(traffic, posts, i))
  return groupNearDuplicates(texts, { threshold: 0.5 }).group
}
