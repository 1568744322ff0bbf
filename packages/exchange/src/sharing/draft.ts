/** What a release carries, made from a draft: objects with their markings, as the text that is kept. */
import type { ReleaseDraft, Tlp } from '@tocsin/api'
import { joinTlp, tlpOf, tlpOfId } from '@tocsin/stix'
import { findObjectFaults, type ObjectFault } from '../objects/faults.ts'
import { hashOfObjects, isStatement, toIncoming, type Incoming } from '../objects/incoming.ts'
import { findAsk } from './ask.ts'
import { isExerciseMarking, isOwnMarking, termMarkings } from './markings.ts'

type StixObject = {
  id: string
  type: string
  object_marking_refs?: string[]
  granular_markings?: { marking_ref?: string }[]
  definition_type?: string
  [property: string]: unknown
}

export type Prepared = {
  incoming: Incoming[]
  faults: ObjectFault[]
  /** Strictest marking on any object as drafted; null when none is marked. */
  objectTlp: Tlp | null
  /** The words or object that ask the receiver to act, where there are any. */
  ask: string | undefined
  /** Ids of objects that say something of their maker's. */
  statements: string[]
  /** SHA-256 over the hashes of all objects in order, hex. */
  objectsHash: string
}

/**
 * Reads a draft's objects. Objects that carry no TLP get the markings of the terms; the definitions travel
 * along. With faults there is nothing else to see: a release is sent whole or not at all.
 */
export function prepareDraft(draft: ReleaseDraft, exercise: boolean): Prepared {
  const faults = findObjectFaults(draft.objects)
  if (faults.length > 0) return { ...EMPTY, faults }
  const objects = draft.objects as StixObject[]
  const markings = termMarkings(draft.terms, exercise)
  const defined = new Set(objects.map((object) => object.id))
  const whole = [
    ...markings.filter((marking) => !defined.has(marking.id)),
    ...objects.map((object) =>
      mark(
        object,
        markings.map((marking) => marking.id),
      ),
    ),
  ]
  const incoming = whole.map((object) => toIncoming(object))
  return {
    incoming,
    faults,
    objectTlp: strictest(objects),
    ask: findAsk(draft.title, objects),
    statements: objects.filter(isStatement).map((object) => object.id),
    objectsHash: hashOfObjects(incoming),
  }
}

const EMPTY = { incoming: [], objectTlp: null, ask: undefined, statements: [], objectsHash: '' }

/**
 * Adds the terms' markings to an object without TLP. One that has its own keeps it as it is, so that the
 * same version can travel under other terms; only the mark of an exercise is put on everything.
 */
function mark(object: StixObject, ids: string[]): StixObject {
  if (object.type === 'marking-definition') return object
  const own = object.object_marking_refs ?? []
  const hasTlp = own.some((id) => tlpOfId(id) !== null)
  const added = ids.filter((id) => !own.includes(id) && (!hasTlp || isExerciseMarking(id)))
  return added.length === 0 ? object : { ...object, object_marking_refs: [...own, ...added] }
}

/** A marking that is neither TLP, ours, nor a statement in the draft itself counts as red: who can tell? */
export function strictest(objects: readonly StixObject[]): Tlp | null {
  const statements = new Set(
    objects.filter((object) => object.definition_type === 'statement').map((object) => object.id),
  )
  const isKnown = (id: string) => statements.has(id) || isOwnMarking(id)
  return joinTlp(
    objects.map((object) =>
      tlpOf([...(object.object_marking_refs ?? []), ...granularRefs(object)], isKnown),
    ),
  )
}

function granularRefs(object: StixObject): string[] {
  return (object.granular_markings ?? []).flatMap(({ marking_ref: ref }) => (ref ? [ref] : []))
}
