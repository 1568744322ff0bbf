/** An attribution as STIX carries it: a note by its author with what was picked in a property extension (`docs/statements.md`). Pure. */
import {
  Attribution,
  type Attribution as Claim,
  CONFIDENCES,
  LIKELIHOODS,
  type ReleaseDraft,
} from '@tocsin/api'
import { Compile } from 'typebox/compile'
import { ExchangeError } from '../errors.ts'
import { findMixedSentence } from '../texts/mixed-words.ts'
import type { StixObject } from './meanings.ts'
import { beginningOf } from '../texts/beginning.ts'

/** The published extension that carries the picked words. */
export const ATTRIBUTION_EXTENSION = 'extension-definition--6a1f2c0e-2f6d-4c39-9f0b-5d1f7c3f4a86'

const check = Compile(Attribution)

/** What the author of an attribution picked and says, as the extension has it. */
export function toAttributionExtension(claim: Claim): Record<string, object> {
  const { from, to } = LIKELIHOODS[claim.likelihood]
  return {
    [ATTRIBUTION_EXTENSION]: {
      extension_type: 'property-extension',
      ...claim,
      likelihood_percent: [from, to],
    },
  }
}

/** The same for people: likelihood and confidence in sentences of their own. */
export function toSentences({ actor, likelihood, confidence, basis }: Claim): string {
  const { words, from, to } = LIKELIHOODS[likelihood]
  return (
    `Likelihood that ${actor} is behind this: ${words} (${from} to ${to} %).\n\n` +
    `Confidence in this judgement: ${confidence}.\n\nBasis: ${basis}`
  )
}

/** An attribution read out of objects, and the ids of what it is about. */
export type ReadAttribution = { claim: Claim; note: StixObject; subjects: string[] }

/** The attribution among objects; nothing where there is none, or none that says all it must. */
export function attributionIn(objects: readonly StixObject[]): ReadAttribution | undefined {
  const own = new Set(objects.map(({ id }) => id))
  for (const note of objects) {
    if (note.type !== 'note') continue
    const claim = claimOf(note)
    if (!claim) continue
    const refs = Array.isArray(note['object_refs']) ? (note['object_refs'] as unknown[]) : []
    const subjects = refs.filter((id): id is string => typeof id === 'string' && !own.has(id))
    return { claim, note, subjects: [...new Set(subjects)] }
  }
  return undefined
}

function claimOf(note: StixObject): Claim | undefined {
  const extensions = note['extensions']
  if (typeof extensions !== 'object' || extensions === null) return undefined
  const said = (extensions as Record<string, unknown>)[ATTRIBUTION_EXTENSION]
  if (typeof said !== 'object' || said === null) return undefined
  const { actor, likelihood, confidence, basis } = said as Record<string, unknown>
  const claim = { actor, likelihood, confidence, basis }
  // STIX says of a note how sure its author is: another number than the word would say two things.
  const isOne = check.Check(claim) && note['confidence'] === CONFIDENCES[claim.confidence]
  return isOne ? claim : undefined
}

/**
 * Throws `bad-request`, which shows the sentence, where one of a part's sentences says how likely and how sure, and for more words than are read. What was given as
 * STIX (`asGiven`) keeps its words, whose they are.
 */
export function refuseMixed(
  title: string,
  objects: readonly StixObject[],
  asGiven: readonly string[] = [],
): void {
  const others = new Set(asGiven)
  const texts = [title, ...objects.filter(({ id }) => !others.has(id)).flatMap(proseOf)]
  const signs = texts.reduce((sum, text) => sum + text.length, 0)
  if (signs > MOST_SIGNS)
    throw new ExchangeError(
      'bad-request',
      `a part is read for sentences that mix how likely and how sure, and no more than ${MOST_SIGNS} characters of it: this has ${signs}`,
      { path: '/body/objects' },
    )
  for (const text of texts) {
    const mixed = findMixedSentence(text)
    if (mixed === undefined) continue
    throw new ExchangeError(
      'bad-request',
      `this sentence says how likely something is and how sure you are of it, and nobody can tell which word means which: “${beginningOf(mixed, 400)}”; say it in two`,
      { path: '/body/objects' },
    )
  }
}

/** So much is read in a second, in which nobody else is answered. */
const MOST_SIGNS = 1_000_000
const PROSE = ['name', 'description', 'abstract', 'content', 'explanation', 'opinion'] as const

function proseOf(object: StixObject): string[] {
  const said: unknown[] = PROSE.map((name) => object[name])
  const claim = object.type === 'note' ? claimOf(object) : undefined
  return [...said, claim?.actor, claim?.basis].filter((text) => typeof text === 'string')
}

/** Where a draft says that it is an attribution, what it says. Throws `bad-request` where it says none. */
export function attributionOf(
  { part }: Pick<ReleaseDraft, 'part'>,
  objects: readonly StixObject[],
): ReadAttribution | undefined {
  if (part?.kind !== 'attribution') return undefined
  const read = attributionIn(objects)
  if (read) return read
  throw new ExchangeError(
    'bad-request',
    'an attribution has a note that says who, how likely, how sure and on what basis, with the STIX confidence of that word',
    { path: '/body/objects' },
  )
}
