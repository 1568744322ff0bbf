/** What the address of the framework screen asks; what it cannot ask is left out. Pure. */

export type KnowledgeSearch = { framework?: string; words?: string }

export function toKnowledgeSearch(asked: Record<string, unknown>): KnowledgeSearch {
  const { framework, words } = asked
  const isText = typeof words === 'string' || typeof words === 'number'
  const wanted = isText ? String(words).trim().slice(0, 300) : ''
  return {
    ...(typeof framework === 'string' ? { framework } : {}),
    ...(wanted === '' ? {} : { words: wanted }),
  }
}
