/**
 * Pages kept whole. A feed only grows at its end, so a full page never changes, and one that reached the feed's end is the
 * same for as long as the feed ends there: their bytes are kept until something else than an addition happens (a recall,
 * a new version) or a release of the feed expires.
 */
import type { ObjectBytes, Page } from '@tocsin/taxii'

/** `unread` are its releases that have not been recorded as read; nothing is handed out before they are. */
export type KeptPage = Page<ObjectBytes> & {
  changes: number
  lastAt: number
  until: number
  unread: Set<string>
}

/** The feed as it stands for a request. */
type Standing = { changes: number; horizon: number; now: Date }

export type Pages = {
  get: (key: string, standing: Standing) => KeptPage | undefined
  keep: (key: string, horizon: number, page: KeptPage) => void
  /** Forgets the page of the key that is good for this horizon. */
  drop: (key: string, horizon: number) => void
}

/** Keeps at most `maxBytes` of page texts, the most recently used. */
export function createPages(maxBytes: number): Pages {
  const pages = new Map<string, KeptPage>()
  let size = 0
  const drop = (name: string): void => {
    const page = pages.get(name)
    if (!page) return
    pages.delete(name)
    size -= page.items.buffer.length
  }
  const find = (name: string, { changes, horizon, now }: Standing): KeptPage | undefined => {
    const page = pages.get(name)
    if (!page || page.lastAt > horizon) return undefined
    drop(name)
    if (page.changes !== changes || page.until <= now.getTime()) return undefined
    pages.set(name, page)
    size += page.items.buffer.length
    return page
  }
  return {
    get(key, standing) {
      const full = find(key, standing)
      if (full) return { ...full, next: `${full.lastAt}:${standing.horizon}` }
      return find(endOf(key, standing.horizon), standing)
    },
    keep(key, horizon, page) {
      const name = page.next === null ? endOf(key, horizon) : key
      drop(name)
      if (page.items.buffer.length > maxBytes) return
      pages.set(name, page)
      size += page.items.buffer.length
      for (const oldest of pages.keys()) {
        if (size <= maxBytes) break
        drop(oldest)
      }
    },
    drop(key, horizon) {
      drop(key)
      drop(endOf(key, horizon))
    },
  }
}

/** A page that is not full holds only for the feed's end at which it was read. */
function endOf(key: string, horizon: number): string {
  return `${key} to ${horizon}`
}
