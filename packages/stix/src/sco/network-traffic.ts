/** NetworkTraffic (STIX 2.1, 6.12). */
import { Type, type Static } from 'typebox'
import { atLeastOne, inOrder, rule, shouldHave } from '../schema/constraints.ts'
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
import { must } from '../checks/run.ts'
import { NETWORK_EXTENSIONS } from './network-traffic-extensions.ts'

const noEndWhileActive = rule((object, run) => {
  if (object['is_active'] === true && Object.hasOwn(object, 'end'))
    must(run, 'mutually-exclusive', 'active traffic has no end', undefined, 'end')
})

export const networkTraffic = observableObject(
  'network-traffic',
  '6.12',
  {
    start: Type.Optional(timestamp()),
    end: Type.Optional(timestamp()),
    is_active: Type.Optional(bool()),
    src_ref: Type.Optional(
      observableReference('ipv4-addr', 'ipv6-addr', 'mac-addr', 'domain-name'),
    ),
    dst_ref: Type.Optional(
      observableReference('ipv4-addr', 'ipv6-addr', 'mac-addr', 'domain-name'),
    ),
    src_port: Type.Optional(integer(0, 65_535)),
    dst_port: Type.Optional(integer(0, 65_535)),
    protocols: listOf(text('protocol')),
    src_byte_count: Type.Optional(integer(0)),
    dst_byte_count: Type.Optional(integer(0)),
    src_packets: Type.Optional(integer(0)),
    dst_packets: Type.Optional(integer(0)),
    ipfix: Type.Optional(dictionary<string | number>('text-or-integer')),
    src_payload_ref: Type.Optional(observableReference('artifact')),
    dst_payload_ref: Type.Optional(observableReference('artifact')),
    encapsulates_refs: Type.Optional(listOf(observableReference('network-traffic'))),
    encapsulated_by_ref: Type.Optional(observableReference('network-traffic')),
  },
  [
    atLeastOne('src_ref', 'dst_ref'),
    inOrder('start', 'end', '<='),
    noEndWhileActive,
    shouldHave('src_port', 'dst_port'),
  ],
  NETWORK_EXTENSIONS,
)
export type NetworkTraffic = Static<typeof networkTraffic>
