/** What the markings on objects mean, others' marking definitions included. Pure. */
import type { Pap, Tlp } from '@tocsin/api'
import { joinTlp, tlpOf, tlpOfId } from '@tocsin/stix'
import { isOwnMarking, papOfId } from './markings.ts'

export type StixObject = {
  id: string
  type: string
  object_marking_refs?: string[]
  granular_markings?: { marking_ref?: string }[]
  [property: string]: unknown
}

/** What a marking definition says beside TLP. */
type Meaning = { isStatement: boolean; pap: Pap | null; names: readonly string[] }

/** Marking definitions by id, those of the objects themselves and those that the exchange holds. */
export type Meanings = ReadonlyMap<string, Meaning>

/** An object's own markings; null where it says nothing. */
export type Marked = { tlp: Tlp | null; pap: Pap | null }

const PAP_LEVELS = ['clear', 'green', 'amber', 'red'] as const satisfies Pap[]
const PAP_NAME = /^\s*PAP:\s*(CLEAR|WHITE|GREEN|AMBER|RED)\b/i

/** The definitions among these objects. Of two under one id both must be statements, and the stricter PAP holds. */
export function meaningsOf(objects: Iterable<StixObject>): Meanings {
  const meanings = new Map<string, Meaning>()
  for (const object of objects) {
    if (object.type !== 'marking-definition') continue
    const meaning = meaningOf(object)
    const other = meanings.get(object.id)
    meanings.set(object.id, other ? both(other, meaning) : meaning)
  }
  return meanings
}

/** Two readings of the same ids as one. */
export function joinMeanings(a: Meanings, b: Meanings): Meanings {
  const joined = new Map(a)
  for (const [id, meaning] of b) {
    const other = joined.get(id)
    joined.set(id, other ? both(other, meaning) : meaning)
  }
  return joined
}

function both(a: Meaning, b: Meaning): Meaning {
  return {
    isStatement: a.isStatement && b.isStatement,
    pap: joinPap([a.pap, b.pap]),
    names: a.names.filter((name) => b.names.includes(name)),
  }
}

function meaningOf({ id, name, definition_type: type, definition }: StixObject): Meaning {
  const values = typeof definition === 'object' && definition !== null ? definition : {}
  const texts = [name, ...Object.values(values)].filter((text) => typeof text === 'string')
  return {
    isStatement: type === 'statement',
    pap: papOfId(id) ?? joinPap(texts.map(papOfText)),
    names: texts.map((text) => text.toLowerCase()),
  }
}

function papOfText(text: string): Pap | null {
  const level = PAP_NAME.exec(text)?.[1]?.toLowerCase()
  return level === undefined ? null : level === 'white' ? 'clear' : (level as Pap)
}

/** The strictest, null where there is none. */
function joinPap(levels: readonly (Pap | null)[]): Pap | null {
  const ranks = levels.map((pap) => (pap === null ? -1 : PAP_LEVELS.indexOf(pap)))
  return PAP_LEVELS[Math.max(-1, ...ranks)] ?? null
}

/** Ids of the markings on an object and on its parts. */
function markingRefs(object: StixObject): string[] {
  const granular = (object.granular_markings ?? []).flatMap(({ marking_ref: ref }) => ref ?? [])
  return [...(object.object_marking_refs ?? []), ...granular]
}

/** Ids of markings whose definition must be looked up: all that are neither TLP nor ours. */
export function foreignRefs(objects: readonly StixObject[]): string[] {
  const refs = new Set(objects.flatMap(markingRefs))
  return [...refs].filter((id) => tlpOfId(id) === null && !isOwnMarking(id))
}

/** All that an object says of its own terms, as it stands there. */
export type Markings = { refs: string[]; labels: readonly unknown[] }

export function markingsOf(object: StixObject): Markings {
  const { labels } = object
  return { refs: markingRefs(object), labels: Array.isArray(labels) ? (labels as unknown[]) : [] }
}

/**
 * What an object's markings say of it. A marking that is neither TLP, PAP, a statement nor allowed by the group's charter, by id
 * or by name, counts as red: who can tell? MISP writes PAP as a label.
 */
export function markedAs(
  { refs, labels }: Markings,
  meanings: Meanings,
  allowed: readonly string[] = [],
): Marked {
  const isAllowed = (name: string): boolean => allowed.some((one) => one.toLowerCase() === name)
  const isKnown = (id: string): boolean => {
    if (isOwnMarking(id) || isAllowed(id)) return true
    const meaning = meanings.get(id)
    if (!meaning) return false
    return meaning.isStatement || meaning.pap !== null || meaning.names.some(isAllowed)
  }
  return {
    tlp: tlpOf(refs, isKnown),
    pap: joinPap([
      ...refs.map((id) => papOfId(id) ?? meanings.get(id)?.pap ?? null),
      ...labels.map((label) => (typeof label === 'string' ? papOfText(label) : null)),
    ]),
  }
}

/** The strictest that any of these says; a marking definition is under no terms of its own. */
export function strictest(marked: readonly Marked[]): Marked {
  return { tlp: joinTlp(marked.map(({ tlp }) => tlp)), pap: joinPap(marked.map(({ pap }) => pap)) }
}

/** Whether terms are about an object at all: definitions are public. */
export function isUnderTerms({ type }: { type: string }): boolean {
  return type !== 'marking-definition' && type !== 'extension-definition'
}
