/** Grouping (STIX 2.1, 4.4). */
import { Type, type Static } from 'typebox'
import { listOf, reference, text, vocabulary } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const grouping = domainObject('grouping', '4.4', {
  name: Type.Optional(text()),
  description: Type.Optional(text()),
  context: vocabulary('grouping-context-ov'),
  object_refs: listOf(reference()),
})
export type Grouping = Static<typeof grouping>
