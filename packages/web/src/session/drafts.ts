/** Half-written forms, kept in this tab for the person who wrote them: none is sent anywhere. */

const PREFIX = 'tocsin-draft'

/** The part of a browser's storage that drafts need. */
export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export type Kept<T> = { at: string; value: T }

/** What a person had begun under a name; undefined where there is nothing, or nothing readable. */
export function readDraft<T>(store: DraftStore, person: string, name: string): Kept<T> | undefined {
  const text = store.getItem(keyOf(person, name))
  if (text === null) return undefined
  try {
    return JSON.parse(text) as Kept<T>
  } catch {
    // Written by another version of the page: nothing that can be shown.
    return undefined
  }
}

/** Keeps a draft; one too large for the browser is not kept, and false says so. */
export function writeDraft<T>(
  store: DraftStore,
  person: string,
  name: string,
  kept: Kept<T>,
): boolean {
  try {
    store.setItem(keyOf(person, name), JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

export function dropDraft(store: DraftStore, person: string, name: string): void {
  store.removeItem(keyOf(person, name))
}

/** Drops the drafts of everybody, or of everybody but the one who signs in now. */
export function dropDrafts(store: DraftStore, exceptFor?: string): void {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '')
  for (const key of keys) {
    const isOfOther = exceptFor === undefined || !key.startsWith(`${PREFIX}/${exceptFor}/`)
    if (key.startsWith(`${PREFIX}/`) && isOfOther) store.removeItem(key)
  }
}

function keyOf(person: string, name: string): string {
  return `${PREFIX}/${person}/${name}`
}
