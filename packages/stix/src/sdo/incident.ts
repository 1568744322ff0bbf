/** Incident (STIX 2.1, 4.6). */
import { Type, type Static } from 'typebox'
import { text } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const incident = domainObject('incident', '4.6', {
  name: text(),
  description: Type.Optional(text()),
})
export type Incident = Static<typeof incident>
