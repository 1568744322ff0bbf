/** Indicator (STIX 2.1, 4.7). */
import { Type, type Static } from 'typebox'
import { killChainPhase } from '../schema/common.ts'
import { inOrder, rule, shouldHave } from '../schema/constraints.ts'
import { listOf, text, timestamp, vocabulary } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'
import { checkPattern } from '../checks/pattern.ts'

const patternParses = rule(checkPattern)

export const indicator = domainObject(
  'indicator',
  '4.7',
  {
    name: Type.Optional(text()),
    description: Type.Optional(text()),
    indicator_types: Type.Optional(listOf(vocabulary('indicator-type-ov'))),
    pattern: text(),
    pattern_type: vocabulary('pattern-type-ov'),
    pattern_version: Type.Optional(text()),
    valid_from: timestamp(),
    valid_until: Type.Optional(timestamp()),
    kill_chain_phases: Type.Optional(listOf(killChainPhase)),
  },
  [inOrder('valid_from', 'valid_until', '<'), shouldHave('name', 'description'), patternParses],
)
export type Indicator = Static<typeof indicator>
