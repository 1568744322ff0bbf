/** IPv6 Address (STIX 2.1, 6.9). */
import { Type, type Static } from 'typebox'
import { listOf, observableReference, text } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'

export const ipv6Addr = observableObject('ipv6-addr', '6.9', {
  value: text('ipv6'),
  resolves_to_refs: Type.Optional(listOf(observableReference('mac-addr'))),
  belongs_to_refs: Type.Optional(listOf(observableReference('autonomous-system'))),
})
export type Ipv6Addr = Static<typeof ipv6Addr>
