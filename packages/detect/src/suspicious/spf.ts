/** SPF (RFC 7208) checked again: whether the machine that handed a mail over may send for the domain that it returns to, as of now. */
import { BlockList, isIP } from 'node:net'
import type { ResolveTxt } from './signing.ts'
import type { Hop } from './hops.ts'

/** `unasked`: a name server did not answer. `unusable`: the record is faulty, asks for more than may be, or goes by names of machines (`ptr`). */
export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'unasked' | 'unusable'

/** Who handed a mail over, and to whom it returns. */
export type Sending = {
  /** The address that the own server wrote down. */
  readonly address: string
  /** The mailbox that it returns to. */
  readonly sender: string
  /** What the machine called itself. */
  readonly helo: string
}

const MOST_LOOKUPS = 10
const MOST_VOID = 2
const MOST_HOSTS = 10
const RESULTS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const
const TERM =
  /^([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)((?::[^/\s]+)?)((?:\/\d{1,3})?(?:\/\/\d{1,3})?)$/i

class Ended extends Error {
  readonly result: 'unasked' | 'unusable'

  constructor(result: 'unasked' | 'unusable') {
    super(result)
    this.result = result
  }
}

type Check = Sending & {
  readonly resolve: ResolveTxt
  lookups: number
  voids: number
}

/** Whether an address is of the Internet, so that a record can name it. */
export function isPublic(address: string): boolean {
  return isIP(address) !== 0 && !PRIVATE.check(address, familyOf(address))
}

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6')

/** By the line in which the own side wrote down who handed it over, and by where it returns to; null where one of them is not there. */
export async function spfOf(
  { hops, returnPath }: { hops: readonly Hop[]; returnPath: string | undefined },
  resolve: ResolveTxt,
): Promise<{ domain: string; result: SpfResult } | null> {
  const border = hops.findLast(({ isOwn }) => isOwn)
  const sender = (returnPath ?? '').replace(/[<>\s]/g, '').toLowerCase()
  const domain = /@([^@]+)$/.exec(sender)?.[1]
  if (border?.address === undefined || !isPublic(border.address) || domain === undefined)
    return null
  const sending = { address: border.address, sender, helo: border.from }
  return { domain, result: await checkSpf(sending, resolve) }
}

/** Checks by the records as they are now, which may not be those of when it was sent. */
export async function checkSpf(sending: Sending, resolve: ResolveTxt): Promise<SpfResult> {
  try {
    const domain = sending.sender.split('@').at(-1)!
    // An address of IPv4 that a server wrote as one of IPv6 is the one of IPv4 (RFC 7208, 5).
    const address = sending.address.replace(/^::ffff:(?=\d+\.)/i, '')
    return await evaluate(domain, { ...sending, address, resolve, lookups: 0, voids: 0 })
  } catch (error) {
    if (error instanceof Ended) return error.result
    throw error
  }
}

async function evaluate(domain: string, check: Check): Promise<SpfResult> {
  const records = (await ask(() => check.resolve(domain))).filter((one) =>
    /^v=spf1(?: |$)/i.test(one),
  )
  if (records.length > 1) throw new Ended('unusable')
  const [record] = records
  if (record === undefined) return 'none'
  const terms = record
    .slice('v=spf1'.length)
    .split(/ +/)
    .filter((term) => term !== '')
  let redirect: string | undefined
  for (const term of terms) {
    const [, sign = '', name, value = '', bits = ''] = TERM.exec(term) ?? []
    if (name === undefined) {
      const modifier = /^([a-z][a-z0-9_.-]*)=(.*)$/i.exec(term)
      if (!modifier) throw new Ended('unusable')
      if (modifier[1]!.toLowerCase() === 'redirect') redirect = modifier[2]
      continue
    }
    const mechanism = { name: name.toLowerCase(), value: value.slice(1), bits }
    if (await matches(mechanism, domain, check))
      return RESULTS[(sign || '+') as keyof typeof RESULTS]
  }
  if (redirect === undefined) return 'neutral'
  count(check)
  const result = await evaluate(expand(redirect, domain, check), check)
  if (result === 'none') throw new Ended('unusable')
  return result
}

type Mechanism = { name: string; value: string; bits: string }

async function matches(
  { name, value, bits }: Mechanism,
  domain: string,
  check: Check,
): Promise<boolean> {
  if (name === 'all') return true
  if (name === 'ip4') return isWithin(check.address, value, bits)
  // One stroke there stands before the bits of IPv6.
  if (name === 'ip6') return isWithin(check.address, value, bits === '' ? '' : `/${bits}`)
  count(check)
  // It needs names of machines, which RFC 7208 (5.5) asks nobody to go by.
  if (name === 'ptr') throw new Ended('unusable')
  const target = value === '' ? domain : expand(value, domain, check)
  if (name === 'include') {
    const result = await evaluate(target, check)
    if (result === 'none') throw new Ended('unusable')
    return result === 'pass'
  }
  // It is true of a name with any address of IPv4, whoever asks.
  if (name === 'exists') return (await hosts(target, 4, check)).length > 0
  const names = name === 'mx' ? await exchangers(target, check) : [target]
  for (const one of names)
    for (const address of await hosts(one, familyOf(check.address) === 'ipv4' ? 4 : 6, check))
      if (isWithin(check.address, address, bits)) return true
  return false
}

function count(check: Check): void {
  check.lookups += 1
  if (check.lookups > MOST_LOOKUPS) throw new Ended('unusable')
}

/** `bits` as they are written: `/24`, `//64` or both; none means the address itself. */
function isWithin(address: string, net: string, bits: string): boolean {
  const family = familyOf(address)
  if (isIP(net) === 0) throw new Ended('unusable')
  if (familyOf(net) !== family) return false
  const [, four, six] = /^(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/.exec(bits) ?? []
  const isFour = family === 'ipv4'
  const length = Number((isFour ? four : six) ?? (isFour ? 32 : 128))
  if (length > (isFour ? 32 : 128)) throw new Ended('unusable')
  const list = new BlockList()
  list.addSubnet(net, length, family)
  return list.check(address, family)
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

async function exchangers(name: string, check: Check): Promise<readonly string[]> {
  const { exchangersOf } = check.resolve
  if (!exchangersOf) throw new Ended('unasked')
  const found = await ask(() => exchangersOf(name))
  if (found.length === 0) noteVoid(check)
  if (found.length > MOST_HOSTS) throw new Ended('unusable')
  return found
}

async function hosts(name: string, family: 4 | 6, check: Check): Promise<readonly string[]> {
  const { addressesOf } = check.resolve
  if (!addressesOf) throw new Ended('unasked')
  const found = await ask(() => addressesOf(name, family))
  if (found.length === 0) noteVoid(check)
  return found
}

function noteVoid(check: Check): void {
  check.voids += 1
  if (check.voids > MOST_VOID) throw new Ended('unusable')
}

/** What a name server knows; nothing where it says that there is nothing. */
async function ask(question: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await question()
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ENOTFOUND' || code === 'ENODATA') return []
    throw new Ended('unasked')
  }
}

/** Macros of a name (RFC 7208, 7). */
function expand(text: string, domain: string, check: Check): string {
  const [local = 'postmaster'] = check.sender.includes('@') ? check.sender.split('@') : []
  const values: Record<string, string> = {
    s: check.sender,
    l: local,
    o: check.sender.split('@').at(-1)!,
    d: domain,
    i: dotted(check.address),
    v: familyOf(check.address) === 'ipv4' ? 'in-addr' : 'ip6',
    h: check.helo,
  }
  const plain = text.replace(
    /%(?:\{([slodivh])(\d{0,3})(r?)([.+,/_=-]*)\}|([%_-]))/gi,
    (_, letter?: string, digits?: string, reverse?: string, between?: string, sign?: string) => {
      if (letter === undefined) return sign === '%' ? '%' : sign === '_' ? ' ' : '%20'
      const parts = values[letter.toLowerCase()]!.split(
        new RegExp(`[${(between || '.').replace(/[-\]\\^]/g, '\\$&')}]`),
      )
      if (reverse) parts.reverse()
      return (digits ? parts.slice(-Number(digits)) : parts).join('.')
    },
  )
  if (plain.includes('%{') || plain === '') throw new Ended('unusable')
  return plain
}

/** An address as macros write it: IPv6 by its half bytes. */
function dotted(address: string): string {
  if (familyOf(address) === 'ipv4') return address
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...zeros, ...right].flatMap((group) => [...group.padStart(4, '0')]).join('.')
}
