/** IntrusionSet (STIX 2.1, 4.9). */
import { Type, type Static } from 'typebox'
import { inOrder } from '../schema/constraints.ts'
import { listOf, text, timestamp, vocabulary } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const intrusionSet = domainObject(
  'intrusion-set',
  '4.9',
  {
    name: text(),
    description: Type.Optional(text()),
    aliases: Type.Optional(listOf(text())),
    first_seen: Type.Optional(timestamp()),
    last_seen: Type.Optional(timestamp()),
    goals: Type.Optional(listOf(text())),
    resource_level: Type.Optional(vocabulary('attack-resource-level-ov')),
    primary_motivation: Type.Optional(vocabulary('attack-motivation-ov')),
    secondary_motivations: Type.Optional(listOf(vocabulary('attack-motivation-ov'))),
  },
  [inOrder('first_seen', 'last_seen', '<=')],
)
export type IntrusionSet = Static<typeof intrusionSet>
