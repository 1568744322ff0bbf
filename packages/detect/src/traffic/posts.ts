/** Posts as columns: a growable buffer of typed arrays, its sort by time, and the fields of a post. */

export const KINDS = ['post', 'reply', 'reshare'] as const

/** One post before it has a place among the others; -1 where it has no such object. */
export type Draft = {
  /** Epoch seconds. */
  time: number
  account: number
  /** Index into KINDS. */
  kind: number
  hashtag: number
  hashtag2: number
  link: number
  /** Number of the post that this one reshares. */
  original: number
  /** Account that wrote the original. */
  author: number
  textSeed: number
  /** Seed of the paraphrase, with `replaced` percent of the words replaced. */
  variant: number
  replaced: number
  /** Index into CLIENTS. */
  client: number
  /** Index of the planted or benign source, or -1. */
  source: number
}

/** Columns of posts in order of time; `id` numbers them in the order they were drawn. */
export type PostColumns = {
  length: number
  id: Int32Array
  time: Int32Array
  account: Int32Array
  kind: Int32Array
  hashtag: Int32Array
  hashtag2: Int32Array
  link: Int32Array
  original: Int32Array
  author: Int32Array
  textSeed: Float64Array
  variant: Int32Array
  replaced: Int32Array
  client: Int32Array
  source: Int32Array
}

const NO_OBJECT = -1

export const EMPTY_DRAFT: Draft = {
  time: 0,
  account: 0,
  kind: 0,
  hashtag: NO_OBJECT,
  hashtag2: NO_OBJECT,
  link: NO_OBJECT,
  original: NO_OBJECT,
  author: NO_OBJECT,
  textSeed: 0,
  variant: 0,
  replaced: 0,
  client: 0,
  source: NO_OBJECT,
}

export function createPosts(capacity: number): PostColumns {
  return {
    length: 0,
    id: new Int32Array(capacity),
    time: new Int32Array(capacity),
    account: new Int32Array(capacity),
    kind: new Int32Array(capacity),
    hashtag: new Int32Array(capacity),
    hashtag2: new Int32Array(capacity),
    link: new Int32Array(capacity),
    original: new Int32Array(capacity),
    author: new Int32Array(capacity),
    textSeed: new Float64Array(capacity),
    variant: new Int32Array(capacity),
    replaced: new Int32Array(capacity),
    client: new Int32Array(capacity),
    source: new Int32Array(capacity),
  }
}

/** Adds a post, doubling the columns when they are full. */
export function pushPost(posts: PostColumns, id: number, draft: Draft): void {
  const at = posts.length
  if (at === posts.id.length) grow(posts)
  posts.length = at + 1
  posts.id[at] = id
  posts.time[at] = draft.time
  posts.account[at] = draft.account
  posts.kind[at] = draft.kind
  posts.hashtag[at] = draft.hashtag
  posts.hashtag2[at] = draft.hashtag2
  posts.link[at] = draft.link
  posts.original[at] = draft.original
  posts.author[at] = draft.author
  posts.textSeed[at] = draft.textSeed
  posts.variant[at] = draft.variant
  posts.replaced[at] = draft.replaced
  posts.client[at] = draft.client
  posts.source[at] = draft.source
}

/** The posts in order of time, equal times in the order drawn: a counting sort over the slice. */
export function sortPosts(posts: PostColumns, from: number, seconds: number): PostColumns {
  const starts = new Int32Array(seconds + 1)
  const { time, length } = posts
  for (let i = 0; i < length; i++) starts[time[i]! - from + 1]!++
  for (let s = 0; s < seconds; s++) starts[s + 1]! += starts[s]!
  const order = new Int32Array(length)
  for (let i = 0; i < length; i++) order[starts[time[i]! - from]!++] = i
  const out = createPosts(length)
  out.length = length
  for (const column of WHOLE_COLUMNS) gatherWhole(posts[column], order, out[column])
  for (let i = 0; i < length; i++) out.textSeed[i] = posts.textSeed[order[i]!]!
  return out
}

function gatherWhole(source: Int32Array, order: Int32Array, target: Int32Array): void {
  for (let i = 0; i < order.length; i++) target[i] = source[order[i]!]!
}

/** All slices as one set of columns. */
export function joinPosts(slices: Iterable<PostColumns>): PostColumns {
  const out = createPosts(1024)
  for (const slice of slices) {
    while (out.length + slice.length > out.id.length) grow(out)
    for (const column of WHOLE_COLUMNS)
      out[column].set(slice[column].subarray(0, slice.length), out.length)
    out.textSeed.set(slice.textSeed.subarray(0, slice.length), out.length)
    out.length += slice.length
  }
  return out
}

const WHOLE_COLUMNS = [
  'id',
  'time',
  'account',
  'kind',
  'hashtag',
  'hashtag2',
  'link',
  'original',
  'author',
  'variant',
  'replaced',
  'client',
  'source',
] as const

function grow(posts: PostColumns): void {
  const larger = createPosts(Math.max(64, posts.id.length * 2))
  for (const column of WHOLE_COLUMNS) larger[column].set(posts[column])
  larger.textSeed.set(posts.textSeed)
  const length = posts.length
  Object.assign(posts, larger, { length })
}
