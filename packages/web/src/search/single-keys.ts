/**
 * Keys that work without Ctrl or ⌘. They can be turned off (WCAG 2.2, 2.1.4): whoever speaks to their machine, or strikes keys by
 * chance, would set them off.
 */
const KEY = 'tocsin-single-keys'

type Kept = Pick<Storage, 'getItem' | 'setItem'>

export function hasSingleKeys(store: Kept): boolean {
  return store.getItem(KEY) !== 'off'
}

export function setSingleKeys(store: Kept, on: boolean): void {
  store.setItem(KEY, on ? 'on' : 'off')
}

type Struck = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** What a key opens, where `isWriting` says whether it would be written somewhere. */
export function opensBy(
  struck: Struck,
  { isWriting, single }: { isWriting: boolean; single: boolean },
): 'search' | 'hints' | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = struck
  const isCommand = (ctrlKey || metaKey) && !altKey && !shiftKey
  if (isCommand && key.toLowerCase() === 'k') return 'search'
  if (ctrlKey || metaKey || altKey || isWriting || !single) return undefined
  if (key === '/') return 'search'
  return key === '?' ? 'hints' : undefined
}

/** The name of the key that stands before K on the reader's keyboard. */
export function commandKey(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
}
