/**
 * The terms of a release as an object that stands before its objects, so that they reach whoever polls while what was
 * brought stays byte for byte: a grouping whose id is that of the release, marked as the release is, with the terms in a
 * property extension (`docs/sharing-terms.md`).
 */
import type { DraftPart, GivenMessage, Pap, Terms } from '@tocsin/api'
import { tlpMarking } from '@tocsin/stix'
import { type Incoming, toIncoming } from '../objects/incoming.ts'
import { termMarkings } from './markings.ts'
import { isUnderTerms, type Marked } from './meanings.ts'

/** The published extension that carries the terms. */
export const TERMS_EXTENSION = 'extension-definition--b2a79f75-4384-4ece-b56b-88012cfbe01f'

export type TermsFacts = {
  releaseId: string
  at: Date
  title: string
  terms: Terms
  message?: GivenMessage | undefined
  /** Of a lower version: base64, binds its source. */
  commitment?: string | undefined
  /** Of a part of a statement. */
  part?: DraftPart | undefined
  objects: readonly { id: string; type: string }[]
  exercise: boolean
  /** Whether the definitions of all its markings travel along; TLP is known everywhere. */
  withDefinitions: boolean
}

/** Whether every object says itself what the terms say of TLP and PAP. `pap` is null where the terms only default it. */
export function saysItself(marked: readonly Marked[], terms: Pick<Terms, 'tlp'>, pap: Pap | null) {
  return marked.every((own) => own.tlp === terms.tlp && own.pap === pap)
}

/** The id of a release's terms. */
export function termsIdOf(releaseId: string): string {
  return `grouping--${releaseId}`
}

/** The terms as they are kept, or nothing where there is no object they are about. */
export function toTermsObject(facts: TermsFacts): Incoming | undefined {
  const { releaseId, at, terms, message, exercise, commitment, part } = facts
  const refs = [...new Set(facts.objects.filter(isUnderTerms).map(({ id }) => id))]
  if (refs.length === 0) return undefined
  const now = at.toISOString()
  const { tlp, pap, purpose, basis, expiresAt } = terms
  const markings = facts.withDefinitions ? termMarkings({ tlp, pap }, exercise) : [tlpMarking(tlp)]
  return toIncoming({
    type: 'grouping',
    spec_version: '2.1',
    id: termsIdOf(releaseId),
    created: now,
    modified: now,
    name: `Terms of: ${facts.title}`,
    description: describe(refs.length, terms) + (message ? ` ${message.noAsk.text}` : ''),
    context: 'unspecified',
    object_marking_refs: markings.map(({ id }) => id),
    object_refs: refs,
    extensions: {
      [TERMS_EXTENSION]: {
        extension_type: 'property-extension',
        release_id: releaseId,
        tlp,
        pap,
        purpose,
        basis,
        ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
        ...(message ? { message: toSaid(message) } : {}),
        ...(commitment === undefined ? {} : { tear_line: { commitment } }),
        ...(part ? { part: toSaidPart(part) } : {}),
        ...(exercise ? { exercise } : {}),
      },
    },
  } as Parameters<typeof toIncoming>[0])
}

/** A message in the spelling of STIX. */
function toSaid({ noAsk, ...message }: GivenMessage): object {
  return { ...message, no_ask: noAsk }
}

function toSaidPart({ statement, kind, validUntil, corrects }: DraftPart): object {
  return {
    statement,
    kind,
    ...(validUntil === undefined ? {} : { valid_until: validUntil }),
    ...(corrects === undefined ? {} : { corrects }),
  }
}

function describe(count: number, { tlp, pap, purpose, basis, expiresAt }: Terms): string {
  const until = expiresAt === undefined ? '' : `, until ${expiresAt}`
  const what = count === 1 ? 'The object named here was' : `The ${count} objects named here were`
  return (
    `${what} released under TLP:${tlp.toUpperCase()} and PAP:${pap.toUpperCase()} ` +
    `for ${purpose} (${basis})${until}. Where an object says less of itself, these terms hold.`
  )
}
