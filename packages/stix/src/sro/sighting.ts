/** Sighting (STIX 2.1, 5.2). */
import { Type, type Static } from 'typebox'
import { inOrder } from '../schema/constraints.ts'
import { bool, integer, listOf, reference, referenceBut, text, timestamp } from '../schema/kinds.ts'
import { relationshipObject } from '../schema/object.ts'
import { META_TYPES, OBSERVABLE_TYPES, RELATIONSHIP_TYPES } from '../schema/types.ts'

/** Only domain objects are sighted; observables are referred to through observed data. */
const NOT_SIGHTED = [...META_TYPES, ...OBSERVABLE_TYPES, ...RELATIONSHIP_TYPES, 'bundle']

export const sighting = relationshipObject(
  'sighting',
  '5.2',
  {
    description: Type.Optional(text()),
    first_seen: Type.Optional(timestamp()),
    last_seen: Type.Optional(timestamp()),
    count: Type.Optional(integer(0, 999_999_999)),
    sighting_of_ref: referenceBut(...NOT_SIGHTED),
    observed_data_refs: Type.Optional(listOf(reference('observed-data'))),
    where_sighted_refs: Type.Optional(listOf(reference('identity', 'location'))),
    summary: Type.Optional(bool()),
  },
  [inOrder('first_seen', 'last_seen', '<=')],
)
export type Sighting = Static<typeof sighting>
