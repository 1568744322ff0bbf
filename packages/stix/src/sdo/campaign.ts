/** Campaign (STIX 2.1, 4.2). */
import { Type, type Static } from 'typebox'
import { inOrder } from '../schema/constraints.ts'
import { listOf, text, timestamp } from '../schema/kinds.ts'
import { domainObject } from '../schema/object.ts'

export const campaign = domainObject(
  'campaign',
  '4.2',
  {
    name: text(),
    description: Type.Optional(text()),
    aliases: Type.Optional(listOf(text())),
    first_seen: Type.Optional(timestamp()),
    last_seen: Type.Optional(timestamp()),
    objective: Type.Optional(text()),
  },
  [inOrder('first_seen', 'last_seen', '<=')],
)
export type Campaign = Static<typeof campaign>
