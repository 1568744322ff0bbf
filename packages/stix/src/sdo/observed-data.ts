/** ObservedData (STIX 2.1, 4.14). */
import { Type, type Static } from 'typebox'
import { exactlyOne, inOrder, rule } from '../schema/constraints.ts'
import { container, integer, listOf, referenceBut, timestamp } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'
import { DOMAIN_TYPES, META_TYPES } from '../schema/types.ts'
import { must, should } from '../checks/run.ts'

/** What is left are observables, also those of others, and relationships. */
const NOT_OBSERVED = [...DOMAIN_TYPES, ...META_TYPES, 'bundle']

const someObservable = rule(({ object_refs: refs }, run) => {
  if (!Array.isArray(refs) || refs.length === 0) return
  const isRelationship = (ref: unknown) =>
    typeof ref === 'string' && (ref.startsWith('relationship--') || ref.startsWith('sighting--'))
  if (refs.every(isRelationship))
    must(run, 'at-least-one', 'needs a reference to an observable', undefined, 'object_refs')
})

const noContainer = rule((object, run) => {
  if (Object.hasOwn(object, 'objects'))
    should(run, 'deprecated-property', 'objects is deprecated: use object_refs', '2.13', 'objects')
})

export const observedData = domainObject(
  'observed-data',
  '4.14',
  {
    first_observed: timestamp(),
    last_observed: timestamp(),
    number_observed: integer(1, 999_999_999),
    objects: Type.Optional(container()),
    object_refs: Type.Optional(listOf(referenceBut(...NOT_OBSERVED))),
  },
  [
    inOrder('first_observed', 'last_observed', '<='),
    exactlyOne('objects', 'object_refs'),
    someObservable,
    noContainer,
  ],
)
export type ObservedData = Static<typeof observedData>
