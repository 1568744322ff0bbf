/** What the rules of the gate look at in what a government body would tell a platform or campaign. Pure. */
import type { GivenMessage, Message, PersonsNamed, ReleaseDraft } from '@tocsin/api'
import type { PolicyMessage } from '../policy/release-entity.ts'
import { NO_ASK } from '../policy/no-ask.ts'
import type { StixObject } from './meanings.ts'
import { findNamed } from '../texts/naming.ts'
import type { Said } from './remaining.ts'

/** All that an advisory may be made of: text, who wrote it and where it holds. */
const ADVISORY_TYPES = new Set([
  'report',
  'note',
  'grouping',
  'opinion',
  'identity',
  'location',
  'marking-definition',
])
/** Objects that many speak of: to name one again ties nothing to what named it before. */
export const SHARED_TYPES = new Set([
  'identity',
  'location',
  'marking-definition',
  'extension-definition',
])
/** Where a maker puts its own prose in STIX. */
const PROSE = ['description', 'abstract', 'content', 'explanation', 'objective', 'opinion'] as const
/** Names of properties as STIX spells them, and ids of extensions: what anything else is called may be a name. */
const PROPERTY = /^(?:[a-z0-9_]+|extension-definition--[0-9a-f-]{36})$/
/** Found by its UUID: a long row of letters and hyphens would else be gone through again from each of its words. */
const REFERENCE =
  /(?=[0-9a-f]{8}-)(?<=\b([a-z0-9-]{1,250})--)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g
const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi

type Draft = Pick<ReleaseDraft, 'title' | 'terms' | 'message' | 'findingId'>

/** The sender's own words outside the objects, each as what a person knows it. */
export function saidOf({ title, terms, message }: Draft): Said[] {
  const said = [
    { property: 'title', text: title },
    { property: 'basis', text: terms.basis },
    { property: 'basis of the nexus', text: message?.nexus?.basis },
    { property: 'authority', text: message?.authority?.text },
    { property: 'reference', text: message?.reference },
  ]
  return said.filter((one): one is Said => one.text !== undefined)
}

export function wordsOf(draft: Draft): string[] {
  return saidOf(draft).map(({ text }) => text)
}

/** The facts of a message; nothing where the draft states none. */
export function weighMessage(
  draft: Draft,
  objects: readonly StixObject[],
  {
    approved,
    personsReviewed,
    atGate,
  }: { approved: boolean; personsReviewed: boolean; atGate: boolean },
): PolicyMessage | undefined {
  const { message } = draft
  if (!message) return undefined
  const { type, nexus, authority, reference } = message
  // Only at the gate is it asked what an advisory names, and a long one takes a while to read.
  const isAdvisory = atGate && type === 'advisory'
  return {
    type,
    hasNexus: nexus !== undefined && nexus.basis.trim() !== '',
    authority: authority && { from: new Date(authority.from), until: new Date(authority.until) },
    hasReference: reference !== undefined,
    // Asked of advisories alone: a notice of information may name what it is about.
    namesThings:
      isAdvisory && [...wordsOf(draft), ...textsOf(objects)].some((text) => findNamed(text)),
    carriesThings: isAdvisory && (draft.findingId !== undefined || carriesThings(objects)),
    approved,
    personsReviewed,
    hasProse: objects.some((object) => PROSE.some((name) => object[name] !== undefined)),
  }
}

/** What an advisory may not hold: objects of other types, and references to what it does not hold itself. */
function carriesThings(objects: readonly StixObject[]): boolean {
  if (objects.some(({ type }) => !ADVISORY_TYPES.has(type))) return true
  const own = new Set(objects.map(({ id }) => id))
  const isOutside = (id: string, type: string) => !own.has(id) && !SHARED_TYPES.has(type)
  return referencesIn(JSON.stringify(objects)).some(([id, type]) => isOutside(id, type))
}

/** Ids of STIX in a text, each with its type. */
function referencesIn(text: string): [id: string, type: string][] {
  return [...text.matchAll(REFERENCE)].map(([uuid, type]) => [`${type}--${uuid}`, type!])
}

/** What a draft speaks of, by which an earlier advisory would be known again. */
export type Mentions = { stixIds: string[]; ids: string[]; words: string }

export function mentionsOf(draft: Draft, objects: readonly StixObject[]): Mentions {
  const words = [...wordsOf(draft), JSON.stringify(objects)].join('\n')
  const stixIds = referencesIn(words)
    .filter(([, type]) => !SHARED_TYPES.has(type))
    .map(([id]) => id)
  const ids = [...words.matchAll(UUID)].map(([id]) => id.toLowerCase())
  return { stixIds: [...new Set(stixIds)], ids: [...new Set(ids)], words }
}

/**
 * Every text of the objects, and every name of a property that is their maker's own. Whatever a property is called: what
 * STIX fills with an instant or an id may hold a name inside an extension.
 */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(PROPERTY.test(name) ? [] : [name]),
    ...textsOf(inner),
  ])
}

/** Objects that many speak of, as a draft refers to them: about them, or as the maker of what it holds. */
export type SharedRefs = { about: string[]; makers: string[] }

export function sharedRefsOf(draft: Draft, objects: readonly StixObject[]): SharedRefs {
  const makers = new Set(
    objects.flatMap(({ created_by_ref: by }) => (typeof by === 'string' ? [by] : [])),
  )
  const about = objects.map(({ id, created_by_ref: _by, ...rest }) =>
    makers.has(id) ? rest : { id, ...rest },
  )
  const said = [...wordsOf(draft), JSON.stringify(about)].join('\n')
  const ids = referencesIn(said)
    .filter(([, type]) => SHARED_TYPES.has(type))
    .map(([id]) => id)
  return { about: [...new Set(ids)], makers: [...makers].filter((id) => !ids.includes(id)) }
}

/** An object as it was given before; `isOwn` where whoever speaks brought it first. */
export type GivenBefore = { object: StixObject; isOwn: boolean }

/**
 * Whether what was given before under an id that many speak of names something, so that to refer to it names that. Of the
 * sender's own identity as maker only the name counts: how it is reached is no subject of an advisory.
 */
export function tiesToNamed({ about }: SharedRefs, given: readonly GivenBefore[]): boolean {
  return given.some(({ object, isOwn }) => {
    const { type, name, description } = object
    const isMaker = isOwn && !about.includes(object.id)
    // The definition of an extension says where its schema is, always.
    const said = type === 'extension-definition' ? [name, description] : object
    return textsOf(isMaker ? name : said).some((text) => findNamed(text))
  })
}

/** The message as it goes with the release, for good: with the text that is in force today, and whom it names where somebody has looked. */
export function toGiven(message: Message, persons: PersonsNamed | undefined): GivenMessage {
  return { ...message, noAsk: NO_ASK, ...(persons ? { persons } : {}) }
}
