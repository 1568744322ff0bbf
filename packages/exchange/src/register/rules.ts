import type { GivenMessage, MemberKind, RegisterEntry, ReleaseDraft } from '@tocsin/api'

/** A smaller number of receivers of a kind is not told, since it would tell who they are. */
const LEAST_TOLD = 5

/** How many received it, by kind, as everybody may know it. */
export function toReceivers(kinds: readonly MemberKind[]): RegisterEntry['receivers'] {
  return [...new Set(kinds)].sort().map((kind) => {
    const count = kinds.filter((one) => one === kind).length
    return count < LEAST_TOLD ? { kind, fewerThan: LEAST_TOLD } : { kind, count }
  })
}

const TEXTS = new Set(['report', 'note', 'opinion', 'grouping'])
const PROSE = ['name', 'abstract', 'description', 'content', 'explanation'] as const

/** The words of a message that become public on their day: no indicator, no account, no other object. */
export function toPublicText(
  { title, objects }: Pick<ReleaseDraft, 'title' | 'objects'>,
  { nexus, reference }: GivenMessage,
): string {
  const said = (objects as { type: string; [property: string]: unknown }[])
    .filter(({ type }) => TEXTS.has(type))
    .flatMap((object) => PROSE.map((name) => object[name]))
    .filter((text) => typeof text === 'string')
  return [title, reference, nexus?.basis, ...said].filter((text) => text !== undefined).join('\n\n')
}
