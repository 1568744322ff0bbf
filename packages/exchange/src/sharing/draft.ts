/** What a release carries, made from a draft: its objects and the definitions of its markings, as the text that is kept. */
import type { ReleaseDraft } from '@tocsin/api'
import { tlpOfId } from '@tocsin/stix'
import { findObjectFaults, type ObjectFault } from '../objects/faults.ts'
import { hashOfObjects, toIncoming, type Incoming } from '../objects/incoming.ts'
import { isExerciseMarking, termMarkings } from './markings.ts'
import { isUnderTerms, type StixObject } from './meanings.ts'

export type Prepared = {
  incoming: Incoming[]
  /** The objects as drafted. */
  objects: StixObject[]
  faults: ObjectFault[]
  /** SHA-256 over the hashes of all objects in order, hex. */
  objectsHash: string
}

/**
 * Reads a draft's objects. They are kept as they came; the definitions of the terms' markings travel along. Only objects
 * that the exchange itself has just drafted, from a finding, and that carry no TLP get the markings of the terms written
 * into them. With faults there is nothing else to see: a release is sent whole or not at all.
 */
export function prepareDraft(draft: ReleaseDraft, exercise: boolean): Prepared {
  const faults = findObjectFaults(draft.objects)
  if (faults.length > 0) return { incoming: [], objects: [], objectsHash: '', faults }
  const objects = draft.objects as StixObject[]
  const markings = termMarkings(draft.terms, exercise)
  const defined = new Set(objects.map((object) => object.id))
  const ids = markings.map((marking) => marking.id)
  const isFresh = draft.findingId !== undefined
  const whole = [
    ...markings.filter((marking) => !defined.has(marking.id)),
    ...objects.map((object) => (isFresh ? mark(object, ids) : object)),
  ]
  const incoming = whole.map((object) => toIncoming(object))
  return { incoming, objects, faults, objectsHash: hashOfObjects(incoming) }
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
