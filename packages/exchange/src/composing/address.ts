/** IP addresses and blocks of them, as they are written and as STIX wants them. */
import ipaddr from 'ipaddr.js'
import type { ValueReading } from './reading.ts'

/** A block wider than this is no indicator of anything: it holds whole regions of the net. */
const WIDEST = { ipv4: 8, ipv6: 19 } as const

/** An IPv4 or IPv6 address, alone, with a port, in brackets, or as a block; nothing where it is none. */
export function readAddress(text: string): ValueReading {
  const bracketed = /^\[([0-9a-f:.]+)\](?::(\d{1,5}))?$/i.exec(text)
  const four = /^(\d{1,10}(?:\.\d{1,10}){3})(?::(\d{1,5})|\/(\d{1,3}))?$/.exec(text)
  const six = /^([0-9a-f:]*:[0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text)
  if (four) return readFour(four[1]!, four[2], four[3])
  if (bracketed) return readSix(bracketed[1]!, bracketed[2], undefined)
  if (!six || !ipaddr.IPv6.isValid(six[1]!)) return undefined
  return readSix(six[1]!, undefined, six[2])
}

function readFour(
  address: string,
  port: string | undefined,
  bits: string | undefined,
): ValueReading {
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) || /(^|\.)0\d/.test(address))
    return {
      fault:
        'looks like an IPv4 address and is none: four numbers from 0 to 255 without leading zeros',
    }
  return toBlock('ipv4', ipaddr.IPv4.parse(address), port, bits)
}

function readSix(
  address: string,
  port: string | undefined,
  bits: string | undefined,
): ValueReading {
  if (!ipaddr.IPv6.isValid(address)) return { fault: 'looks like an IPv6 address and is none' }
  return toBlock('ipv6', ipaddr.IPv6.parse(address), port, bits)
}

function toBlock(
  kind: 'ipv4' | 'ipv6',
  address: ipaddr.IPv4 | ipaddr.IPv6,
  port: string | undefined,
  bits: string | undefined,
): ValueReading {
  const text = kind === 'ipv6' ? (address as ipaddr.IPv6).toRFC5952String() : address.toString()
  const dropped = port === undefined ? {} : { remark: `port ${port} is left out` }
  if (bits === undefined) return { value: { kind, value: text, ...dropped } }
  const width = Number(bits)
  const whole = kind === 'ipv4' ? 32 : 128
  if (width > whole) return { fault: `/${bits} is no length of a block: 0 to ${whole}` }
  if (width < WIDEST[kind])
    return {
      fault: `/${bits} would hit a large part of the whole net: /${WIDEST[kind]} is the widest block taken`,
    }
  if (width === whole) return { value: { kind, value: text } }
  const network = networkOf(kind, `${text}/${bits}`)
  const value = `${network}/${bits}`
  const remark =
    network === text ? {} : { remark: `written as ${text}/${bits}; the block is ${value}` }
  return { value: { kind, value, ...remark } }
}

function networkOf(kind: 'ipv4' | 'ipv6', block: string): string {
  return kind === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(block).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(block).toRFC5952String()
}
