/** Tool (STIX 2.1, 4.18). */
import { Type, type Static } from 'typebox'
import { killChainPhase } from '../schema/common.ts'
import { listOf, text, vocabulary } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const tool = domainObject('tool', '4.18', {
  name: text(),
  description: Type.Optional(text()),
  tool_types: Type.Optional(listOf(vocabulary('tool-type-ov'))),
  aliases: Type.Optional(listOf(text())),
  kill_chain_phases: Type.Optional(listOf(killChainPhase)),
  tool_version: Type.Optional(text()),
})
export type Tool = Static<typeof tool>
