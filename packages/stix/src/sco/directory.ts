/** Directory (STIX 2.1, 6.3). */
import { Type, type Static } from 'typebox'
import { listOf, observableReference, text, timestamp } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

export const directory = observableObject('directory', '6.3', {
  path: text(),
  path_enc: Type.Optional(text('charset')),
  ctime: Type.Optional(timestamp()),
  mtime: Type.Optional(timestamp()),
  atime: Type.Optional(timestamp()),
  contains_refs: Type.Optional(listOf(observableReference('file', 'directory'))),
})
export type Directory = Static<typeof directory>
