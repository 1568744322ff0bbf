/** What a release carries, made from a draft: its objects and the definitions of its markings, as the text that is kept. */
import type { ReleaseDraft } from '@tocsin/api'
import { tlpOfId } from '@tocsin/stix'
import type { EnvelopePart } from '@tocsin/taxii'
import { findObjectFaults, type ObjectFault } from '../objects/faults.ts'
import { hashOfObjects, toIncoming, type Incoming } from '../objects/incoming.ts'
import { isExerciseMarking, termMarkings } from './markings.ts'
import { isUnderTerms, type StixObject } from './meanings.ts'
import { beginningOf } from '../texts/beginning.ts'

export type Prepared = {
  incoming: Incoming[]
  /** The objects as drafted, and their own texts. */
  objects: StixObject[]
  parts: readonly EnvelopePart[]
  faults: ObjectFault[]
  /** SHA-256 over the hashes of all objects in order, hex: of the bytes that are kept. */
  objectsHash: string
  /** The same of what the objects say, however it is written: what a preview shows. */
  contentHash: string
}

/**
 * Reads a draft's objects. They are kept in the bytes they came in (`parts`); the definitions of the terms' markings travel along. Only objects
 * that the exchange itself has just drafted, from a finding or from what was composed, and that carry no TLP get the markings of the terms written
 * into them. With faults there is nothing else to see: a release is sent whole or not at all.
 */
export function prepareDraft(
  draft: ReleaseDraft,
  parts: readonly EnvelopePart[],
  exercise: boolean,
): Prepared {
  const faults = [...findObjectFaults(draft.objects), ...findFlaws(parts)]
  if (faults.length > 0)
    return { incoming: [], objects: [], parts: [], objectsHash: '', contentHash: '', faults }
  const objects = draft.objects as StixObject[]
  const markings = termMarkings(draft.terms, exercise)
  const defined = new Set(objects.map((object) => object.id))
  const ids = markings.map((marking) => marking.id)
  const asGiven = new Set(draft.composed?.asGiven)
  const isFresh = ({ id }: StixObject) =>
    draft.findingId !== undefined || (draft.composed !== undefined && !asGiven.has(id))
  const definitions = markings.filter((marking) => !defined.has(marking.id))
  const marked = objects.map((object) => (isFresh(object) ? mark(object, ids) : object))
  const incoming = [
    ...definitions.map((marking) => toIncoming(marking)),
    ...marked.map((object, i) =>
      object === objects[i] ? toIncoming(object, parts[i]!.text) : toIncoming(object),
    ),
  ]
  const said = [...definitions, ...marked].map((object) => toIncoming(object))
  const contentHash = hashOfObjects(said)
  return { incoming, objects, parts, faults, objectsHash: hashOfObjects(incoming), contentHash }
}

function findFlaws(parts: readonly EnvelopePart[]): ObjectFault[] {
  return parts.flatMap(({ flaw, value }, i) => {
    const { id } = (value ?? {}) as { id?: unknown }
    const object = typeof id === 'string' ? beginningOf(id, 300) : `object ${i + 1}`
    return flaw === null ? [] : [{ object, path: '', message: flaw }]
  })
}

/**
 * Adds the terms' markings to an object without TLP. One that has its own keeps it as it is, so that the
 * same version can travel under other terms; only the mark of an exercise is put on everything.
 */
function mark(object: StixObject, ids: string[]): StixObject {
  if (!isUnderTerms(object)) return object
  const own = object.object_marking_refs ?? []
  const hasTlp = own.some((id) => tlpOfId(id) !== null)
  const added = ids.filter((id) => !own.includes(id) && (!hasTlp || isExerciseMarking(id)))
  return added.length === 0 ? object : { ...object, object_marking_refs: [...own, ...added] }
}
