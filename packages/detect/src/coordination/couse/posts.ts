/** What co-use needs of every post beside the traces, and what it makes of it: threads, reshared authors. */
import { toActs, type Acts } from '../../activity/acts.ts'
import type { Posts } from '../../activity/read/kept-posts.ts'
import { measureCasts } from './cast.ts'
import { findClosedCasts, type ClosedCast } from './closed-cast.ts'
import { countTurns, type Turns } from './turns.ts'

const RESHARED = /^RT @([\w.-]+)/

/** Posts by their id; empty where the input has none, or no post that names another. */
export function indexIds({ count, id, replyTo, reshareOf }: Posts): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  if (id === undefined || (replyTo === undefined && reshareOf === undefined)) return places
  for (let post = 0; post < count; post++) places.set(id(post), post)
  return places
}

type Conversations = {
  readonly acts: Acts
  readonly turns: Turns
  /** How far each account speaks in a closed cast (cast.ts). */
  readonly casts: Float64Array
  readonly closedCasts: readonly ClosedCast[]
  readonly rootOf: (object: number) => string
}

/**
 * Conversations: every post goes with the first post of its thread, as far as the input has it. A thread is an
 * object that those who speak in it use; turns are who answered whom at once. Null where nobody answers.
 */
export function toConversations(
  posts: Posts,
  places: ReadonlyMap<string, number>,
  clock: Pick<Acts, 'accounts' | 'epoch' | 'tick'>,
  seed: number,
): Conversations | null {
  const { count, replyTo, id } = posts
  if (replyTo === undefined) return null
  const parents = new Int32Array(count).fill(-1)
  const outside = new Map<string, number>()
  for (let post = 0; post < count; post++) {
    const said = replyTo(post)
    if (said === '') continue
    const inside = places.get(said)
    if (inside === undefined && !outside.has(said)) outside.set(said, count + outside.size)
    parents[post] = inside ?? outside.get(said)!
  }
  const roots = followParents(parents)
  const spoken = new Uint8Array(count + outside.size)
  for (let post = 0; post < count; post++) if (parents[post] !== -1) spoken[roots[post]!] = 1
  const content = Int32Array.from(roots.keys()).filter((post) => spoken[roots[post]!] === 1)
  if (content.length === 0) return null
  const columns = {
    object: content.map((post) => roots[post]!),
    account: content.map((post) => posts.account[post]!),
    time: Float64Array.from(content, (post) => posts.time[post]!),
    content,
  }
  const sizes = { objects: count + outside.size, accounts: clock.accounts }
  const { acts, objectIds } = toActs(columns, sizes, { epoch: clock.epoch, tick: clock.tick })
  const outsiders = [...outside.keys()]
  const rootOf = (object: number): string => {
    const root = objectIds[object]!
    return root < count ? (id?.(root) ?? String(root + 1)) : outsiders[root - count]!
  }
  const spokenBy = { account: posts.account, time: posts.time, tick: clock.tick }
  const turns = countTurns(spokenBy, parents, clock.accounts)
  const casts = measureCasts(spokenBy, parents, roots, clock.accounts)
  const closedCasts = findClosedCasts(spokenBy, parents, String(seed))
  return { acts, turns, casts, closedCasts, rootOf }
}

/** The root of each post; a ring of answers, which no platform makes, ends where it began. */
function followParents(parents: Int32Array): Int32Array {
  const count = parents.length
  const roots = new Int32Array(count).fill(-1)
  for (let post = 0; post < count; post++) {
    const path: number[] = []
    let at = post
    while (at < count && roots[at] === -1 && parents[at] !== -1 && path.length <= count) {
      path.push(at)
      roots[at] = post
      at = parents[at]!
    }
    const root = at < count && roots[at] !== -1 && !path.includes(at) ? roots[at]! : at
    for (const step of path) roots[step] = root
    if (at < count && roots[at] === -1) roots[at] = at
  }
  return roots
}

/** For each post the account whose post it repeats, by name in lower case; empty for none. */
export function resharedAuthors(
  { count, account, text, reshareOf }: Posts,
  places: ReadonlyMap<string, number>,
  accountNames: readonly string[],
): string[] {
  return Array.from({ length: count }, (_, post) => {
    const of = reshareOf?.(post) ?? ''
    const original = of === '' ? undefined : places.get(of)
    if (original !== undefined) return accountNames[account[original]!]!.toLowerCase()
    const name = RESHARED.exec(text?.(post) ?? '')?.[1]
    return name?.toLowerCase() ?? (of === '' ? '' : of)
  })
}
