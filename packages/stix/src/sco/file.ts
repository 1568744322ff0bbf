/** File (STIX 2.1, 6.7). */
import { Type, type Static } from 'typebox'
import { atLeastOne, dependsOn } from '../schema/constraints.ts'
import { hashes, integer, listOf, observableReference, text, timestamp } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'
import { FILE_EXTENSIONS } from './file-extensions.ts'

export const file = observableObject(
  'file',
  '6.7',
  {
    hashes: Type.Optional(hashes()),
    size: Type.Optional(integer(0)),
    name: Type.Optional(text()),
    name_enc: Type.Optional(text('charset')),
    magic_number_hex: Type.Optional(text('hex')),
    mime_type: Type.Optional(text('media-type-advice')),
    ctime: Type.Optional(timestamp()),
    mtime: Type.Optional(timestamp()),
    atime: Type.Optional(timestamp()),
    parent_directory_ref: Type.Optional(observableReference('directory')),
    contains_refs: Type.Optional(listOf(observableReference())),
    content_ref: Type.Optional(observableReference('artifact')),
  },
  [atLeastOne('hashes', 'name'), dependsOn('name_enc', 'name')],
  FILE_EXTENSIONS,
)
export type File = Static<typeof file>
