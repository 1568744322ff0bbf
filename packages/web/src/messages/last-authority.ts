import type { Stated } from './stated.ts'

type Authority = Pick<Stated, 'authority' | 'from' | 'until'>

const keyOf = (personId: string) => `authority/${personId}`

/** Keeps under which authority a person spoke, in this browser, so that nobody writes it anew each time. */
export function keepAuthority(storage: Storage, personId: string, stated: Authority): void {
  const { authority, from, until } = stated
  if (authority.trim() === '' || from === '' || until === '') return
  try {
    storage.setItem(keyOf(personId), JSON.stringify({ authority, from, until }))
  } catch {
    // A browser without room for it asks for it anew the next time.
  }
}

/** The authority that was stated last, where it still holds; nothing where it does not. `now`: milliseconds since 1970. */
export function lastAuthority(
  storage: Storage,
  personId: string,
  now: number,
): Authority | undefined {
  const text = storage.getItem(keyOf(personId))
  if (text === null) return undefined
  try {
    const { authority, from, until } = JSON.parse(text) as Authority
    return Date.parse(until) > now ? { authority, from, until } : undefined
  } catch {
    // What somebody else wrote under this name is nothing of ours.
    return undefined
  }
}
