/** Identity (STIX 2.1, 4.5). */
import { Type, type Static } from 'typebox'
import { listOf, text, vocabulary } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const identity = domainObject('identity', '4.5', {
  name: text(),
  description: Type.Optional(text()),
  roles: Type.Optional(listOf(text())),
  identity_class: Type.Optional(vocabulary('identity-class-ov')),
  sectors: Type.Optional(listOf(vocabulary('industry-sector-ov'))),
  contact_information: Type.Optional(text()),
})
export type Identity = Static<typeof identity>
