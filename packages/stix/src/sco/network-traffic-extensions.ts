/** The predefined extensions of the Network Traffic object (STIX 2.1, 6.12.2 to 6.12.5). */
import { Type } from 'typebox'
import { part } from '../schema/common.ts'
import { atLeastOne } from '../schema/constraints.ts'
import { bool, dictionary, integer, observableReference, oneOf, text } from '../schema/kinds.ts'

const SOCKET_OPTION = /^(?:SO|ICMP|ICMP6|IP|IPV6|MCAST|TCP|IRLMP)(?:_[A-Z0-9]+)+$/
const ADDRESS_FAMILIES = [
  'AF_UNSPEC',
  'AF_INET',
  'AF_IPX',
  'AF_APPLETALK',
  'AF_NETBIOS',
  'AF_INET6',
  'AF_IRDA',
  'AF_BTH',
] as const
const SOCKET_TYPES = [
  'SOCK_STREAM',
  'SOCK_DGRAM',
  'SOCK_RAW',
  'SOCK_RDM',
  'SOCK_SEQPACKET',
] as const

const httpRequestExt = part('6.12.2', {
  request_method: text(),
  request_value: text(),
  request_version: Type.Optional(text()),
  request_header: Type.Optional(dictionary<string[]>('text-list')),
  message_body_length: Type.Optional(integer()),
  message_body_data_ref: Type.Optional(observableReference('artifact')),
})

const icmpExt = part('6.12.3', { icmp_type_hex: text('hex'), icmp_code_hex: text('hex') })

const socketExt = part('6.12.4', {
  address_family: oneOf(ADDRESS_FAMILIES, '10.16'),
  is_blocking: Type.Optional(bool()),
  is_listening: Type.Optional(bool()),
  options: Type.Optional(dictionary<number>('integer', SOCKET_OPTION)),
  socket_type: Type.Optional(oneOf(SOCKET_TYPES, '10.17')),
  socket_descriptor: Type.Optional(integer(0)),
  socket_handle: Type.Optional(integer()),
})

const tcpExt = part(
  '6.12.5',
  { src_flags_hex: Type.Optional(text('hex')), dst_flags_hex: Type.Optional(text('hex')) },
  [atLeastOne('src_flags_hex', 'dst_flags_hex')],
)

export const NETWORK_EXTENSIONS = {
  'http-request-ext': httpRequestExt,
  'icmp-ext': icmpExt,
  'socket-ext': socketExt,
  'tcp-ext': tcpExt,
}
