import { expect } from 'vitest'

type Page<T> = { items: T[]; next?: string; more?: number }

/** The pages of a list that is walked two lines at a time, to its end. */
export async function walk<T>(
  read: (query: { limit: number; after?: string }) => Promise<Page<T>>,
) {
  const pages: Page<T>[] = []
  let after: string | undefined
  do {
    const page = await read({ limit: 2, ...(after ? { after } : {}) })
    expect(page.items.length).toBeGreaterThan(0)
    expect(page.items.length).toBeLessThanOrEqual(2)
    pages.push(page)
    after = page.next
  } while (after !== undefined)
  return pages.map((page) => page.items)
}
