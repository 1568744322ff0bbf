/** IPv4 Address (STIX 2.1, 6.8). */
import { Type, type Static } from 'typebox'
import { listOf, observableReference, text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

export const ipv4Addr = observableObject('ipv4-addr', '6.8', {
  value: text('ipv4'),
  resolves_to_refs: Type.Optional(listOf(observableReference('mac-addr'))),
  belongs_to_refs: Type.Optional(listOf(observableReference('autonomous-system'))),
})
export type Ipv4Addr = Static<typeof ipv4Addr>
