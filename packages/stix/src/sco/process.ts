/** Process (STIX 2.1, 6.13). */
import { Type, type Static } from 'typebox'
import { atLeastOne } from '../schema/constraints.ts'
import {
  bool,
  dictionary,
  integer,
  listOf,
  observableReference,
  text,
  timestamp,
} from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'
import { PROCESS_EXTENSIONS } from './process-extensions.ts'

const OWN = [
  'is_hidden',
  'pid',
  'created_time',
  'cwd',
  'command_line',
  'environment_variables',
  'opened_connection_refs',
  'creator_user_ref',
  'image_ref',
  'parent_ref',
  'child_refs',
  'extensions',
]

export const process = observableObject(
  'process',
  '6.13',
  {
    is_hidden: Type.Optional(bool()),
    pid: Type.Optional(integer()),
    created_time: Type.Optional(timestamp()),
    cwd: Type.Optional(text()),
    command_line: Type.Optional(text()),
    environment_variables: Type.Optional(dictionary<string>('text')),
    opened_connection_refs: Type.Optional(listOf(observableReference('network-traffic'))),
    creator_user_ref: Type.Optional(observableReference('user-account')),
    image_ref: Type.Optional(observableReference('file')),
    parent_ref: Type.Optional(observableReference('process')),
    child_refs: Type.Optional(listOf(observableReference('process'))),
  },
  [atLeastOne(...OWN)],
  PROCESS_EXTENSIONS,
)
export type Process = Static<typeof process>
