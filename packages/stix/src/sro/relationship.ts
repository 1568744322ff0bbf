/** Relationship (STIX 2.1, 5.1). */
import { Type, type Static } from 'typebox'
import { inOrder, rule } from '../schema/constraints.ts'
import { referenceBut, text, timestamp } from '../schema/kinds.ts'
import { relationshipObject } from '../schema/object.ts'
import { META_TYPES, RELATIONSHIP_TYPES } from '../schema/types.ts'
import { checkSuggested } from '../checks/relationships.ts'

const NOT_RELATED = [...META_TYPES, ...RELATIONSHIP_TYPES, 'bundle']

export const relationship = relationshipObject(
  'relationship',
  '5.1',
  {
    relationship_type: text('relationship-type'),
    description: Type.Optional(text()),
    source_ref: referenceBut(...NOT_RELATED),
    target_ref: referenceBut(...NOT_RELATED),
    start_time: Type.Optional(timestamp()),
    stop_time: Type.Optional(timestamp()),
  },
  [inOrder('start_time', 'stop_time', '<'), rule(checkSuggested)],
)
export type Relationship = Static<typeof relationship>
