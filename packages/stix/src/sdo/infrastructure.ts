/** Infrastructure (STIX 2.1, 4.8). */
import { Type, type Static } from 'typebox'
import { killChainPhase } from '../schema/common.ts'
import { inOrder } from '../schema/constraints.ts'
import { listOf, text, timestamp, vocabulary } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const infrastructure = domainObject(
  'infrastructure',
  '4.8',
  {
    name: text(),
    description: Type.Optional(text()),
    infrastructure_types: Type.Optional(listOf(vocabulary('infrastructure-type-ov'))),
    aliases: Type.Optional(listOf(text())),
    kill_chain_phases: Type.Optional(listOf(killChainPhase)),
    first_seen: Type.Optional(timestamp()),
    last_seen: Type.Optional(timestamp()),
  },
  [inOrder('first_seen', 'last_seen', '<=')],
)
export type Infrastructure = Static<typeof infrastructure>
