/** ThreatActor (STIX 2.1, 4.17). */
import { Type, type Static } from 'typebox'
import { inOrder } from '../schema/constraints.ts'
import { listOf, text, timestamp, vocabulary } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const threatActor = domainObject(
  'threat-actor',
  '4.17',
  {
    name: text(),
    description: Type.Optional(text()),
    threat_actor_types: Type.Optional(listOf(vocabulary('threat-actor-type-ov'))),
    aliases: Type.Optional(listOf(text())),
    first_seen: Type.Optional(timestamp()),
    last_seen: Type.Optional(timestamp()),
    roles: Type.Optional(listOf(vocabulary('threat-actor-role-ov'))),
    goals: Type.Optional(listOf(text())),
    sophistication: Type.Optional(vocabulary('threat-actor-sophistication-ov')),
    resource_level: Type.Optional(vocabulary('attack-resource-level-ov')),
    primary_motivation: Type.Optional(vocabulary('attack-motivation-ov')),
    secondary_motivations: Type.Optional(listOf(vocabulary('attack-motivation-ov'))),
    personal_motivations: Type.Optional(listOf(vocabulary('attack-motivation-ov'))),
  },
  [inOrder('first_seen', 'last_seen', '<=')],
)
export type ThreatActor = Static<typeof threatActor>
