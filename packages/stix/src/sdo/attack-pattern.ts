/** AttackPattern (STIX 2.1, 4.1). */
import { Type, type Static } from 'typebox'
import { killChainPhase } from '../schema/common.ts'
import { listOf, text } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const attackPattern = domainObject('attack-pattern', '4.1', {
  name: text(),
  description: Type.Optional(text()),
  aliases: Type.Optional(listOf(text())),
  kill_chain_phases: Type.Optional(listOf(killChainPhase)),
})
export type AttackPattern = Static<typeof attackPattern>
