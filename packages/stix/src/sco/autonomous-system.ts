/** AutonomousSystem (STIX 2.1, 6.2). */
import { Type, type Static } from 'typebox'
import { integer, text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

export const autonomousSystem = observableObject('autonomous-system', '6.2', {
  number: integer(),
  name: Type.Optional(text()),
  rir: Type.Optional(text()),
})
export type AutonomousSystem = Static<typeof autonomousSystem>
