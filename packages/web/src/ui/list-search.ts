/** What addresses of lists ask; what they cannot ask is left out. Pure. */

export type ListSearch = { words?: string; state?: 'open' | 'closed' }

/** What an address asks of a list by words and state; what it cannot ask is left out. */
export function toListSearch(asked: Record<string, unknown>): ListSearch {
  const state = (['open', 'closed'] as const).find((one) => one === asked['state'])
  return { ...toWordsSearch(asked), ...(state && { state }) }
}

/** The same of a list that is asked by words alone. */
export function toWordsSearch({ words: given }: Record<string, unknown>): { words?: string } {
  const isText = typeof given === 'string' || typeof given === 'number'
  const words = isText ? String(given).trim().slice(0, 300) : ''
  return words ? { words } : {}
}

/** The same of what was received: what is new to the person alone, too. */
export function toInboxSearch(asked: Record<string, unknown>): { onlyNew?: true; words?: string } {
  return { ...toWordsSearch(asked), ...(asked['onlyNew'] === true ? { onlyNew: true } : {}) }
}

/** Which of a list is open, by its id. */
export function toOpenSearch({ open }: Record<string, unknown>): { open?: string } {
  return typeof open === 'string' ? { open } : {}
}

/** What is looked for in a list that shows nothing else. */
export function toFindSearch({ find }: Record<string, unknown>): { find?: string } {
  return typeof find === 'string' || typeof find === 'number' ? { find: String(find) } : {}
}
