/**
 * The calendar of a run: posts are drawn in any order within reach of the present and come out
 * slice by slice in order of time, so that memory holds only what is still to come.
 */
import { createPosts, pushPost, sortPosts, type Draft, type PostColumns } from './posts.ts'

/** Seconds of a slice. */
export const SLICE = 900

export type Calendar = {
  /** First second of the run, and the first after it. */
  from: number
  until: number
  /** Draws the post's number and files it under its slice; a post outside the run is dropped. */
  put(draft: Draft): number
  /** The posts of the slice that starts at `second`, which is then forgotten. */
  take(second: number): PostColumns
}

export function createCalendar(from: number, until: number, resolution: number): Calendar {
  const slices = new Map<number, PostColumns>()
  let drawn = 0
  let now = from
  return {
    from,
    until,
    put(draft) {
      const id = drawn++
      draft.time = Math.floor(draft.time / resolution) * resolution
      if (draft.time < now || draft.time >= until) return id
      const key = Math.floor((draft.time - from) / SLICE)
      let posts = slices.get(key)
      if (!posts) slices.set(key, (posts = createPosts(64)))
      pushPost(posts, id, draft)
      return id
    },
    take(second) {
      const key = Math.floor((second - from) / SLICE)
      const posts = slices.get(key) ?? createPosts(0)
      slices.delete(key)
      now = from + (key + 1) * SLICE
      return sortPosts(posts, from + key * SLICE, SLICE)
    },
  }
}
