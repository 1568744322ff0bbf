/** In what two people's states of one paper differ, in a few words. Pure. */
import type { PaperContent } from '@tocsin/api'
import { beginningOf } from '../texts/beginning.ts'

/** Kept without being saved again for so long, a draft is deleted; what is for use again stays. */
export const KEEP_DAYS = 30

type Named = { name: string; content: PaperContent }
const PARTS = [
  ['subject', 'the subject'],
  ['what', 'what happened'],
  ['howSure', 'how sure they are'],
  ['context', 'what this does not mean'],
  ['actions', 'what to do'],
  ['whoToCall', 'whom to call'],
] as const

/** What `theirs` has otherwise than `mine`. */
export function differences(mine: Named, theirs: Named): string {
  const own = mine.content
  const other = theirs.content
  const parts = [
    ...(mine.name === theirs.name ? [] : [`it is called “${beginningOf(theirs.name, 80)}”`]),
    ...textDifferences(own, other),
    ...officeDifferences(own, other),
    ...(own.tlp === other.tlp ? [] : [`the marking is TLP:${other.tlp.toUpperCase()}`]),
    ...(own.minutes === other.minutes ? [] : [`${other.minutes} minutes to answer`]),
    ...(own.kind === other.kind ? [] : [`it is a ${other.kind}`]),
    ...(own.releaseId === other.releaseId ? [] : ['another release is quoted']),
    ...(JSON.stringify(own.affected) === JSON.stringify(other.affected)
      ? []
      : ['it is about another vendor or none']),
  ]
  return parts.length > 0 ? parts.join('; ') : 'in nothing that is sent'
}

function textDifferences(mine: PaperContent, theirs: PaperContent): string[] {
  const languages = [...new Set([...Object.keys(mine.texts), ...Object.keys(theirs.texts)])]
  return languages.flatMap((language) => {
    const a = mine.texts[language]
    const b = theirs.texts[language]
    const isOut = (one: PaperContent) => one.without.includes(language)
    if (isOut(mine) !== isOut(theirs))
      return [isOut(theirs) ? `nothing in ${language}` : `words in ${language}`]
    const changed = PARTS.filter(([part]) => said(a?.[part]) !== said(b?.[part]))
    return changed.length > 0
      ? [`${changed.map(([, name]) => name).join(', ')} in ${language}`]
      : []
  })
}

/** Empty lines of a form are nothing that is written. */
function said(text: string | readonly string[] | undefined): string {
  return (typeof text === 'string' ? [text] : (text ?? []))
    .map((one) => one.trim())
    .filter(Boolean)
    .join('\n')
}

function officeDifferences(mine: PaperContent, theirs: PaperContent): string[] {
  const keyOf = (one: PaperContent['picked'][number]) => `${one.jurisdiction} ${one.role}`
  const own = new Set(mine.picked.map(keyOf))
  const other = new Set(theirs.picked.map(keyOf))
  const more = theirs.picked.filter((one) => !own.has(keyOf(one)))
  const fewer = mine.picked.filter((one) => !other.has(keyOf(one)))
  const some = (offices: PaperContent['picked']) =>
    offices
      .slice(0, 3)
      .map(({ place }) => beginningOf(place, 60))
      .join(', ')
  return [
    ...(more.length > 0 ? [`${more.length} offices more (${some(more)})`] : []),
    ...(fewer.length > 0 ? [`${fewer.length} offices fewer (${some(fewer)})`] : []),
  ]
}
