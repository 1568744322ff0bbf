/** Note (STIX 2.1, 4.13). */
import { Type, type Static } from 'typebox'
import { listOf, reference, text } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const note = domainObject('note', '4.13', {
  abstract: Type.Optional(text()),
  content: text(),
  authors: Type.Optional(listOf(text())),
  object_refs: listOf(reference()),
})
export type Note = Static<typeof note>
