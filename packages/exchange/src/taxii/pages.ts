/**
 * Full pages kept whole. A full page of a feed that only grows at its end never changes, so its bytes are kept until
 * something else than an addition happens (a recall, a new version) or one of its releases expires.
 */
import type { Page } from '@tocsin/taxii'

type KeptPage = Page<Uint8Array> & { changes: number; last: string; lastAt: number; until: number }

export type Pages = {
  get: (key: string, changes: number, horizon: number, now: Date) => Page<Uint8Array> | undefined
  keep: (key: string, page: KeptPage) => void
}

/** Keeps at most `maxBytes` of page texts, the most recently used. */
export function createPages(maxBytes: number): Pages {
  const pages = new Map<string, KeptPage>()
  let size = 0
  const drop = (key: string, page: KeptPage): void => {
    pages.delete(key)
    size -= page.items.length
  }
  return {
    get(key, changes, horizon, now) {
      const page = pages.get(key)
      if (!page) return undefined
      if (page.changes !== changes || page.until <= now.getTime()) {
        drop(key, page)
        return undefined
      }
      if (page.lastAt > horizon) return undefined
      pages.delete(key)
      pages.set(key, page)
      return { ...page, next: `${page.lastAt}:${horizon}` }
    },
    keep(key, page) {
      const before = pages.get(key)
      if (before) drop(key, before)
      if (page.items.length > maxBytes) return
      pages.set(key, page)
      size += page.items.length
      for (const [oldest, old] of pages) {
        if (size <= maxBytes) break
        drop(oldest, old)
      }
    },
  }
}
