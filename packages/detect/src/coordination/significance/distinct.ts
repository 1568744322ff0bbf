/**
 * Distinct objects: pooled traces hold the text, the link and the hashtag of one post, which move
 * together. An object whose every post bears another object as well adds no chance to meet that the
 * other does not already give, so it is left out; two with the very same posts keep the first.
 *
 * Without this the null takes one repeated post for two independent chances and expects too much.
 * Limit: objects that overlap without one holding the other still count as two, which errs on the
 * side of innocence. Cost: the objects of each post, once for each of its objects.
 */
import type { Acts } from '../../activity/acts.ts'

/** The acts without the objects that another object holds; objects keep their order, not their numbers. */
export function distinctObjects(acts: Acts): Acts {
  if (acts.content === null) return acts
  const byPost = objectsByPost(acts, acts.content)
  const kept: number[] = []
  for (let o = 0; o + 1 < acts.objectStart.length; o++)
    if (!isHeld(acts, acts.content, byPost, o)) kept.push(o)
  return pickObjects(acts, kept)
}

type ByPost = {
  start: Int32Array
  object: Int32Array
}

function objectsByPost({ rows, objectStart }: Acts, content: Int32Array): ByPost {
  const posts = content.reduce((most, post) => Math.max(most, post + 1), 0)
  const start = new Int32Array(posts + 1)
  for (let row = 0; row < rows; row++) start[content[row]! + 1]!++
  for (let post = 0; post < posts; post++) start[post + 1]! += start[post]!
  const place = start.slice()
  const object = new Int32Array(rows)
  for (let o = 0; o + 1 < objectStart.length; o++)
    for (let row = objectStart[o]!; row < objectStart[o + 1]!; row++)
      object[place[content[row]!]!++] = o
  return { start, object }
}

/** Whether some other object is on every post of object `o`. */
function isHeld({ objectStart }: Acts, content: Int32Array, byPost: ByPost, o: number): boolean {
  const size = (object: number): number => objectStart[object + 1]! - objectStart[object]!
  const own = size(o)
  let holders: number[] = []
  for (let row = objectStart[o]!; row < objectStart[o + 1]!; row++) {
    const { start, object } = byPost
    const post = content[row]!
    const here = object.subarray(start[post], start[post + 1])
    if (row === objectStart[o])
      holders = [...here].filter((other) => size(other) > own || (size(other) === own && other < o))
    else holders = holders.filter((other) => here.includes(other))
    if (holders.length === 0) return false
  }
  return holders.length > 0
}

function pickObjects(acts: Acts, kept: readonly number[]): Acts {
  const { objectStart } = acts
  const starts = new Int32Array(kept.length + 1)
  kept.forEach((o, k) => (starts[k + 1] = starts[k]! + objectStart[o + 1]! - objectStart[o]!))
  const rows = starts[kept.length]!
  const copy = <T extends Int32Array | Float64Array>(column: T, to: T): T => {
    kept.forEach((o, k) => to.set(column.subarray(objectStart[o], objectStart[o + 1]), starts[k]))
    return to
  }
  return {
    ...acts,
    rows,
    objectStart: starts,
    account: copy(acts.account, new Int32Array(rows)),
    time:
      acts.time instanceof Int32Array
        ? copy(acts.time, new Int32Array(rows))
        : copy(acts.time, new Float64Array(rows)),
    content: acts.content && copy(acts.content, new Int32Array(rows)),
  }
}
