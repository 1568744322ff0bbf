/**
 * The page that somebody asked for before they had to sign in. The mailed link opens in a tab of its own,
 * so it is kept for the whole browser, for as long as such a link lives, and used once.
 */

const KEY = 'tocsin-wanted'
const LIVES_MS = 30 * 60_000

export type WantedStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Keeps the address of a page of this desk, for `person` where it is known who was there. */
export function keepWanted(store: WantedStore, path: string, now: number, person?: string): void {
  if (isPage(path)) store.setItem(KEY, JSON.stringify({ path, at: now, person }))
}

/** Takes out the page that `person` is to go to; undefined where none was asked for lately, or by another. */
export function takeWanted(store: WantedStore, now: number, person: string): string | undefined {
  const text = store.getItem(KEY)
  store.removeItem(KEY)
  try {
    const { path, at, person: whose } = JSON.parse(text ?? '{}') as Record<string, unknown>
    if (whose !== undefined && whose !== person) return undefined
    const isFresh = typeof at === 'number' && at <= now && now - at < LIVES_MS
    return isFresh && typeof path === 'string' && isPage(path) ? path : undefined
  } catch {
    // Not written by this page.
    return undefined
  }
}

export function dropWanted(store: WantedStore): void {
  store.removeItem(KEY)
}

/** A path on this origin: `//host` would leave it. */
function isPage(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && path !== '/' && !path.startsWith('/sign-in')
}
