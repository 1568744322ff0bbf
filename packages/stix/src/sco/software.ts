/** Software (STIX 2.1, 6.14). */
import { Type, type Static } from 'typebox'
import { listOf, text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

export const software = observableObject('software', '6.14', {
  name: text(),
  cpe: Type.Optional(text('cpe')),
  swid: Type.Optional(text()),
  languages: Type.Optional(listOf(text('language', '6.14'))),
  vendor: Type.Optional(text()),
  version: Type.Optional(text()),
})
export type Software = Static<typeof software>
