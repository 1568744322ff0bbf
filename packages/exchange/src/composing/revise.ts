/** Objects of a part as their correction has them. Pure. */
import { type Attribution, CONFIDENCES, type CorrectionProposal, type PartKind } from '@tocsin/api'
import { isObservableType, newId } from '@tocsin/stix'
import {
  ATTRIBUTION_EXTENSION,
  toAttributionExtension,
  toSentences,
} from '../sharing/attribution.ts'
import { beginningOf } from '../texts/beginning.ts'

export type StixObject = { type: string; id: string; [property: string]: unknown }

type Made = { author: StixObject; now: string }
type Revised = {
  objects: StixObject[]
  /** Ids of those that stay as they are. */
  unchanged: string[]
  /** Ids of own statements that go as revoked. */
  withdrawn: string[]
  /** Ids of things that are only no longer named; nothing can call them back from whoever polled them. */
  gone: string[]
}

/**
 * What is left out and is the author's own statement goes along as revoked (STIX 2.1, 3.7.2), so that machines forget it; with a
 * thing go the indicators that look for it.
 */
export function revise(
  kind: PartKind,
  objects: readonly StixObject[],
  asked: CorrectionProposal,
  made: Made,
): Revised {
  const out = new Set(asked.leaveOut)
  const isOwn = ({ created_by_ref: by }: StixObject) => by === made.author.id
  const lost = new Set(
    objects.filter(({ id, type }) => out.has(id) && isObservableType(type)).map(valueOf),
  )
  const isOut = (one: StixObject) =>
    out.has(one.id) || (one.type === 'indicator' && isOwn(one) && lost.has(String(one['name'])))
  const left = objects.filter(isOut)
  const leftIds = new Set(left.map(({ id }) => id))
  const kept = objects.filter(({ id }) => !leftIds.has(id))
  const change = changeOf(kind, asked, leftIds)
  const changed = new Map<string, StixObject>()
  for (const one of kept) {
    const next = isOwn(one) ? change(one) : undefined
    if (next) changed.set(one.id, renew(next, made.now))
  }
  const revoked = left.filter(isOwn).map((one) => renew({ ...one, revoked: true }, made.now))
  const added = kind === 'facts' ? toNewNote(kept, asked, made) : []
  const withdrawn = [
    ...revoked,
    ...[...changed.values()].filter(({ revoked: isRevoked }) => isRevoked === true),
  ].map(({ id }) => id)
  return {
    objects: [...kept.map((one) => changed.get(one.id) ?? one), ...revoked, ...added],
    unchanged: kept.filter(({ id }) => !changed.has(id)).map(({ id }) => id),
    withdrawn,
    gone: left.filter((one) => !isOwn(one)).map(({ id }) => id),
  }
}

type Change = (object: StixObject) => StixObject | undefined

function changeOf(kind: PartKind, asked: CorrectionProposal, left: ReadonlySet<string>): Change {
  if (kind === 'advice') return (one) => withContent(one, asked.words)
  if (kind === 'attribution') return (one) => withClaim(one, asked.attribution!, left)
  return (one) => withFacts(one, asked, left)
}

function withFacts(
  one: StixObject,
  asked: CorrectionProposal,
  left: ReadonlySet<string>,
): StixObject | undefined {
  if (one.type === 'note') return withContent(one, asked.words)
  if (one.type === 'grouping' && refsOf(one).some((id) => left.has(id))) {
    const refs = refsOf(one).filter((id) => !left.has(id))
    return refs.length > 0 ? { ...one, object_refs: refs } : { ...one, revoked: true }
  }
  if (one.type === 'indicator' && one['valid_until'] !== asked.validUntil) {
    const { valid_until: _until, ...rest } = one
    const until = asked.validUntil === undefined ? {} : { valid_until: asked.validUntil }
    return { ...rest, ...until, type: one.type, id: one.id }
  }
  return undefined
}

/** A note without words left is revoked. */
function withContent(one: StixObject, words: string): StixObject | undefined {
  if (one.type !== 'note') return undefined
  if (words.trim() === '') return { ...one, revoked: true }
  return words.trim() === one['content'] ? undefined : { ...one, content: words.trim() }
}

function withClaim(
  one: StixObject,
  claim: Attribution,
  left: ReadonlySet<string>,
): StixObject | undefined {
  const confidence = CONFIDENCES[claim.confidence]
  if (one.type === 'threat-actor') return { ...one, name: claim.actor }
  if (one.type === 'relationship') return { ...one, confidence }
  const extensions = (one['extensions'] ?? {}) as Record<string, unknown>
  if (one.type !== 'note' || !(ATTRIBUTION_EXTENSION in extensions)) return undefined
  return {
    ...one,
    content: toSentences(claim),
    confidence,
    object_refs: refsOf(one).filter((id) => !left.has(id)),
    extensions: { ...extensions, ...toAttributionExtension(claim) },
  }
}

/** Words where the part had none. */
function toNewNote(
  kept: readonly StixObject[],
  { words }: CorrectionProposal,
  made: Made,
): StixObject[] {
  const isOurs = (one: StixObject) =>
    one.type === 'note' && one['created_by_ref'] === made.author.id
  if (words.trim() === '' || kept.some(isOurs)) return []
  const about = kept.find(({ type }) => type === 'grouping') ?? made.author
  const note = {
    type: 'note',
    spec_version: '2.1',
    id: newId('note'),
    created: made.now,
    modified: made.now,
    created_by_ref: made.author.id,
    content: words.trim(),
    object_refs: [about.id],
  }
  return [note]
}

/** A later version. It keeps its markings, so that a correction goes no further than what it corrects. */
function renew(one: StixObject, now: string): StixObject {
  return { ...one, modified: now }
}

function refsOf(one: StixObject): string[] {
  return Array.isArray(one['object_refs']) ? one['object_refs'].map(String) : []
}

/** What an indicator made of a thing is called; see `to-stix.ts`. */
function valueOf(one: StixObject): string {
  const hashes = Object.values((one['hashes'] ?? {}) as object)
  return beginningOf(String(one['value'] ?? hashes[0] ?? ''), 300)
}
