/** From what was read to what co-use is scored on: traces, near texts, conversations and what accounts are like. */
import { toActs, type Acts } from '../../activity/acts.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import type { Posts } from '../../activity/read/kept-posts.ts'
import type { Trace } from '../../activity/trace.ts'
import type { CoUseInput } from './couse.ts'
import { groupNearTexts } from './near-texts.ts'
import { indexIds, resharedAuthors, toConversations } from './posts.ts'
import { measureRhythm } from './rhythm.ts'
import { toStrata, type Strata } from './strata.ts'
import { startTopics, type Topics } from './topics-in-thread.ts'
import { measurePresence } from './traits.ts'
import { readWords, type Words } from './words.ts'

/** Accounts that must draw from a source before it is an interest and no plan. */
const LEAST_READERS = { author: 20, site: 60, tag: 60 }

export type Prepared = {
  readonly input: CoUseInput
  /** The traces that count, with their names: near texts and conversations added to those that were read. */
  readonly traces: ReadonlyMap<Trace, EncodedActs>
  /** Whose post a post repeats; empty for none. */
  readonly authorOf?: (post: number) => string
  /** Ends what still works on the input; to be called when it is done with. */
  close(): void
}

/** `posts` is null where rows name their objects themselves. */
export function prepareCoUse(
  read: ReadonlyMap<Trace, EncodedActs>,
  posts: Posts | null,
  seed: number,
  signal?: AbortSignal,
): Prepared {
  if (posts === null)
    return { traces: new Map(read), input: withoutPosts(read), close: () => undefined }
  const [any] = read.values()
  const { accounts } = any!.acts
  const words = posts.text === undefined ? null : readWords(posts.count, posts.text)
  const topics =
    words === null
      ? null
      : startTopics({ words, account: posts.account, accounts, seed: String(seed) }, signal)
  const close = (): void => topics?.close()
  try {
    const { input, ...prepared } = preparePosts(read, posts, words, seed)
    return { ...prepared, input: { ...input, topics: async () => wholeOf(topics) }, close }
  } catch (error) {
    close()
    throw error
  }
}

async function wholeOf(topics: Topics | null): Promise<Float32Array | null> {
  return topics === null ? null : topics.whole()
}

/** Everything but the topics. */
function preparePosts(
  read: ReadonlyMap<Trace, EncodedActs>,
  posts: Posts,
  words: Words | null,
  seed: number,
): Omit<Prepared, 'close'> {
  const [any] = read.values()
  const { accounts, epoch, tick } = any!.acts
  const traces = new Map(read)
  const places = indexIds(posts)
  const authors = resharedAuthors(posts, places, any!.accountNames)
  const isReshare = Uint8Array.from(authors, (author) => (author === '' ? 0 : 1))
  if (words !== null && traces.has('text') && !traces.has('near-text'))
    traces.set('near-text', nearTexts(any!, words, posts, isReshare))
  const talk = traces.has('reply')
    ? toConversations(posts, places, { accounts, epoch, tick }, seed)
    : null
  if (talk !== null) traces.set('reply', encodedLike(any!, talk.acts, talk.rootOf))
  const activity = new Float64Array(accounts)
  for (const account of posts.account) activity[account]!++
  const at = Float64Array.from(posts.time, (ticks) => epoch + ticks * tick)
  const profiles = {
    ...measurePresence(posts.account, at, accounts),
    strata: toInterests(traces, authors, accounts),
  }
  const authorOf = (post: number): string => authors[post] ?? ''
  const rhythm = measureRhythm({ ...posts, at }, accounts)
  const input = {
    traces: actsOf(traces),
    activity,
    isReshare,
    profiles,
    rhythm,
    turns: talk?.turns,
    casts: talk?.casts,
    closedCasts: talk?.closedCasts,
  }
  return { traces, authorOf, input }
}

function withoutPosts(read: ReadonlyMap<Trace, EncodedActs>): CoUseInput {
  const traces = actsOf(read)
  const [acts] = traces.values()
  const activity = Float64Array.from([...read.values()][0]!.accountRows)
  const at = Float64Array.from(acts!.time, (ticks) => acts!.epoch + ticks * acts!.tick)
  const presence = measurePresence(acts!.account, at, acts!.accounts)
  return { traces, activity, profiles: { ...presence, strata: [] } }
}

function actsOf(traces: ReadonlyMap<Trace, EncodedActs>): Map<Trace, Acts> {
  return new Map([...traces].map(([trace, { acts }]) => [trace, acts]))
}

function nearTexts(
  like: EncodedActs,
  words: Words,
  posts: Posts,
  isReshare: Uint8Array,
): EncodedActs {
  const { accounts, epoch, tick } = like.acts
  const seconds = Float64Array.from(posts.time, (ticks) => ticks * tick)
  const group = groupNearTexts(words, seconds, (post) => isReshare[post] === 1)
  const content = Int32Array.from(group.keys()).filter((post) => group[post]! >= 0)
  const columns = {
    object: content.map((post) => group[post]!),
    account: content.map((post) => posts.account[post]!),
    time: Float64Array.from(content, (post) => posts.time[post]!),
    content,
  }
  const { acts, objectIds } = toActs(columns, { objects: posts.count, accounts }, { epoch, tick })
  return encodedLike(like, acts, (object) => posts.text!(objectIds[object]!))
}

function encodedLike(
  like: EncodedActs,
  acts: Acts,
  objectName: (object: number) => string,
): EncodedActs {
  const accountRows = new Int32Array(acts.accounts)
  for (const account of acts.account) accountRows[account]!++
  return { ...like, acts, objectName, accountRows }
}

/** Whom accounts reshare, which sites they link to, which tags they use. */
function toInterests(
  traces: ReadonlyMap<Trace, EncodedActs>,
  authors: readonly string[],
  accounts: number,
): Strata[] {
  const none = toStrata(accounts, [], [], new Float64Array(0), 1)
  const by = (
    trace: Trace,
    sourceOf: (encoded: EncodedActs, object: number) => string,
    least: number,
  ): Strata => {
    const encoded = traces.get(trace)
    if (encoded === undefined) return none
    const { acts } = encoded
    const numbers = new Map<string, number>()
    const source = new Int32Array(acts.rows)
    const things: number[] = []
    for (let o = 0; o + 1 < acts.objectStart.length; o++) {
      const name = sourceOf(encoded, o)
      let number = numbers.get(name)
      if (number === undefined) numbers.set(name, (number = things.push(0) - 1))
      things[number]!++
      source.fill(number, acts.objectStart[o], acts.objectStart[o + 1])
    }
    return toStrata(accounts, acts.account, source, Float64Array.from(things), least)
  }
  const authorOf = ({ acts }: EncodedActs, object: number): string =>
    authors[acts.content?.[acts.objectStart[object]!] ?? -1] ?? ''
  const siteOf = ({ objectName }: EncodedActs, object: number): string =>
    objectName(object).split(/[/?:]/, 1)[0]!
  return [
    by('reshare', authorOf, LEAST_READERS.author),
    by('link', siteOf, LEAST_READERS.site),
    tagsOf(traces, accounts),
  ]
}

/** A tag is drawn as often as it is used, so that its own popularity is what is expected. */
function tagsOf(traces: ReadonlyMap<Trace, EncodedActs>, accounts: number): Strata {
  const acts = traces.get('hashtag')?.acts
  if (acts === undefined) return toStrata(accounts, [], [], new Float64Array(0), 1)
  const source = new Int32Array(acts.rows)
  const uses = new Float64Array(acts.objectStart.length - 1)
  for (let o = 0; o < uses.length; o++) {
    source.fill(o, acts.objectStart[o], acts.objectStart[o + 1])
    uses[o] = acts.objectStart[o + 1]! - acts.objectStart[o]!
  }
  return toStrata(accounts, acts.account, source, uses, LEAST_READERS.tag)
}
