/** ISSUBSET and ISSUPERSET (STIX 2.1, 9.6.1): IPv4 and IPv6 addresses, and CIDR blocks of them, that hold one another. */
import type { ValueTest } from './path.ts'
import type { Refuse } from './refuse.ts'

/** A block of addresses: those that agree with `address` in their first `prefix` of `width` bits. */
type Block = {
  readonly address: bigint
  readonly prefix: number
  readonly width: 32 | 128
}

/** Whether a value lies within the block. Refuses a constant that is no address (`bad-address`). */
export function compileSubset(constant: string, refuse: Refuse): ValueTest {
  const outer = constantBlock(constant, refuse)
  return (value) => {
    const inner = toBlock(value)
    return inner !== null && contains(outer, inner)
  }
}

/** Whether a value holds the block. Refuses as `compileSubset`. */
export function compileSuperset(constant: string, refuse: Refuse): ValueTest {
  const inner = constantBlock(constant, refuse)
  return (value) => {
    const outer = toBlock(value)
    return outer !== null && contains(outer, inner)
  }
}

function constantBlock(constant: string, refuse: Refuse): Block {
  return toBlock(constant) ?? refuse('bad-address', 'no IPv4 or IPv6 address or block of them')
}

function contains(outer: Block, inner: Block): boolean {
  if (outer.width !== inner.width || outer.prefix > inner.prefix) return false
  const rest = BigInt(outer.width - outer.prefix)
  return outer.address >> rest === inner.address >> rest
}

/** The longest: an IPv6 address that ends in an IPv4 address, with its prefix. */
const MAX_LENGTH = 49

/** The block a value stands for; null where it is none. */
export function toBlock(value: unknown): Block | null {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return null
  const [text = '', length, ...more] = value.split('/')
  const width = text.includes(':') ? 128 : 32
  const address = width === 128 ? ipv6(text) : ipv4(text)
  if (address === null || more.length > 0) return null
  if (length === undefined) return { address, prefix: width, width }
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > width) return null
  return { address, prefix: Number(length), width }
}

function ipv4(text: string): bigint | null {
  const parts = text.split('.')
  if (parts.length !== 4) return null
  let address = 0
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null
    address = address * 256 + Number(part)
  }
  return BigInt(address)
}

/** Eight groups; `::` stands, once, for one or more groups of zeros. */
function ipv6(text: string): bigint | null {
  const [head = '', tail, ...more] = withoutIpv4(text)?.split('::') ?? ['-']
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  if (before === null || after === null || more.length > 0) return null
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  const all = [...before, ...Array<string>(missing).fill('0'), ...after]
  return BigInt(`0x${all.map((group) => group.padStart(4, '0')).join('')}`)
}

function groups(text: string): string[] | null {
  if (text === '') return []
  const all = text.split(':')
  return all.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group)) ? all : null
}

/** With an IPv4 address at the end written as two groups; null where it is none. */
function withoutIpv4(text: string): string | null {
  if (!text.includes('.')) return text
  const start = text.lastIndexOf(':') + 1
  const address = ipv4(text.slice(start))
  if (address === null) return null
  const low = (address & 0xffffn).toString(16)
  return `${text.slice(0, start)}${(address >> 16n).toString(16)}:${low}`
}
