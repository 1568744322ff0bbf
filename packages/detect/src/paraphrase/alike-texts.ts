/** Which texts are alike: by what a sentence model takes them to mean, or by their rarer words. */
import type { Posts } from '../activity/read/kept-posts.ts'
import { createEncoder } from './model/encoder.ts'
import type { Model } from './model/model-file.ts'
import type { NearPairs } from './near-pairs.ts'
import { nearVectors } from './near-vectors.ts'
import { nearWords } from './near-words.ts'
import type { SaidTexts } from './said-texts.ts'

export type Likeness = {
  /** Null: by words. */
  readonly model: Model | null
  /** Least likeness of a pair. */
  readonly alike: number
  /** Seconds between the last use of one text and the first of the other, at most. */
  readonly within: number
  /** What a number of `posts.time` counts. */
  readonly secondsPerTick: number
}

type Hooks = {
  readonly signal?: AbortSignal
  /** The part that is done of what a model reads, and of comparing. */
  readonly onEncoded: (part: number) => void
  readonly onCompared: (part: number) => void
}

/** Throws what `createEncoder` does, TOO_MANY and CANCELLED. */
export async function alikeTexts(
  said: SaidTexts,
  posts: Posts,
  { model, alike, within, secondsPerTick }: Likeness,
  { signal, onEncoded, onCompared }: Hooks,
): Promise<NearPairs> {
  const count = said.texts.length
  const secondsOf = (post: number) => posts.time[post]! * secondsPerTick
  const from = Float64Array.from(said.posts, (uses) => secondsOf(uses[0]!))
  const until = Float64Array.from(said.posts, (uses) => secondsOf(uses.at(-1)!) + within)
  const compared = (done: number) => onCompared(done / count)
  if (model === null) {
    const timed = { texts: said.plain, from, until }
    return nearWords(timed, alike, { signal, onTexts: compared })
  }
  const encoder = await createEncoder(model)
  try {
    const onTexts = (done: number) => onEncoded(done / count)
    const vectors = await encoder.encode(said.texts, { signal, onTexts })
    return await nearVectors({ vectors, from, until }, alike, { signal, onVectors: compared })
  } finally {
    await encoder.close()
  }
}
