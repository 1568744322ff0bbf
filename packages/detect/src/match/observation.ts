/** What a line says, as objects of STIX: those of its mapped columns, and whatever its text holds of names, addresses and hashes. */
import { domainToASCII } from 'node:url'
import { parseAddress, printAddress } from './address.ts'
import { cut, type Sink } from './cut.ts'
import type { ObjectPath } from '@tocsin/stix'
import { mailboxForm, toMailbox } from './mailbox.ts'
import { toHostName } from './read-value.ts'
import { UrlKey } from './url-key.ts'

type Thing = { type: string; [property: string]: unknown }

/** As observed-data hold them within themselves (STIX 2.0, 2.9): by keys, by which they refer to each other. */
export type ObservedObjects = Readonly<Record<string, Thing>>

/** Objects of one line that are kept: a line that holds more is cut off there, and says so. */
const MOST_OBJECTS = 1000

const ALGORITHMS: Readonly<Record<number, string>> = {
  32: 'MD5',
  40: 'SHA-1',
  64: 'SHA-256',
  128: 'SHA-512',
}

/** Gathers the objects of one line. */
export class Observing implements Sink {
  readonly objects: Record<string, Thing> = {}
  readonly #keys = new Map<string, string>()
  readonly #singles = new Map<string, Thing>()
  readonly #url = new UrlKey()
  #count = 0
  /** Whether the line held more than is kept. */
  isCut = false

  /** All that the text holds. */
  readText(text: Uint8Array, start: number, end: number): void {
    cut(text, start, end, this, false)
  }

  #put(object: Thing): string {
    const key = String(this.#count++)
    this.objects[key] = object
    return key
  }

  /** The key of an object that is known by its value. */
  #valued(type: string, value: string): string | undefined {
    const name = `${type} ${value}`
    const known = this.#keys.get(name)
    if (known !== undefined) return known
    if (this.#count >= MOST_OBJECTS) {
      this.isCut = true
      return undefined
    }
    const key = this.#put({ type, value })
    this.#keys.set(name, key)
    return key
  }

  host(line: Uint8Array, from: number, to: number, isHigh: boolean): void {
    const text = Buffer.from(line.subarray(from, to)).toString()
    const name = isHigh ? domainToASCII(text) : text.toLowerCase()
    if (name !== '') this.#valued('domain-name', name)
  }

  ipv4(address: Uint8Array): void {
    this.#valued('ipv4-addr', printAddress(address.slice()))
  }

  ipv6(address: Uint8Array): void {
    this.#valued('ipv6-addr', printAddress(address.slice()))
  }

  url(line: Uint8Array, from: number, colon: number, to: number): void {
    const key = this.#url
    if (key.write(line, from, colon, to))
      this.#valued('url', Buffer.from(key.bytes.subarray(0, key.length)).toString())
  }

  hash(line: Uint8Array, from: number, to: number): void {
    const value = Buffer.from(line.subarray(from, to)).toString().toLowerCase()
    const name = `file ${value}`
    if (this.#keys.has(name)) return
    if (this.#count >= MOST_OBJECTS) this.isCut = true
    else
      this.#keys.set(name, this.#put({ type: 'file', hashes: { [ALGORITHMS[to - from]!]: value } }))
  }

  email(line: Uint8Array, from: number, at: number, to: number, isHigh: boolean): void {
    const value = isHigh
      ? toMailbox(line, from, at, to)
      : Buffer.from(line.subarray(from, to)).toString().toLowerCase()
    if (value !== null) this.#valued('email-addr', value)
  }

  /** An account of a platform, or of none that is known. */
  addAccount({ login, platform }: { login?: string; platform?: string }): void {
    if (login === undefined) return
    const object = this.#single('user-account')
    object['account_login'] = login
    if (platform !== undefined) object['account_type'] = platform
  }

  addUrl(url: string): void {
    const bytes = Buffer.from(url)
    this.url(bytes, 0, bytes.indexOf('://'), bytes.length)
  }

  word(): void {
    // Accounts come from columns, which know their platform.
  }

  /** Takes what a column says. What its path cannot hold is left out. */
  assign({ objectType, steps }: ObjectPath, given: string | number | boolean): void {
    const names = steps.map((step) => (step.type === 'property' ? step.name : '*'))
    const [first = ''] = names
    if (first === 'value' && VALUED.has(objectType)) {
      const value = toValue(objectType, String(given), this.#url)
      if (value !== null) this.#valued(value.type, value.value)
      return
    }
    this.#set(this.#single(objectType), names, given)
  }

  /** The one object of a type that the columns of a line are about. */
  #single(type: string): Thing {
    const known = this.#singles.get(type)
    if (known !== undefined) return known
    const object = { type }
    this.#singles.set(type, object)
    this.#put(object)
    return object
  }

  #set(
    object: Record<string, unknown>,
    names: readonly string[],
    given: string | number | boolean,
  ): void {
    const [name = '', ...rest] = names
    if (name.endsWith('_refs')) {
      const keys = String(given)
        .split(',')
        .flatMap((one) => this.#referred(name, one) ?? [])
      object[name] = [...((object[name] as string[]) ?? []), ...keys]
    } else if (name.endsWith('_ref')) {
      const key = this.#referred(name, String(given))
      if (key !== undefined) object[name] = key
    } else if (rest.length === 0) object[name] = toProperty(name, given)
    else if (rest[0] === '*')
      object[name] = [...((object[name] as unknown[]) ?? []), inList(name, given)]
    else this.#set(inner(object, name), rest, given)
  }

  /** The object that a reference of a column leads to. */
  #referred(name: string, text: string): string | undefined {
    const type = /^(?:from|to|cc|bcc|sender)_refs?$/.test(name) ? 'email-addr' : 'ipv4-addr'
    const value = toValue(type, text, this.#url)
    return value === null ? undefined : this.#valued(value.type, value.value)
  }
}

function inner(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const known = object[name]
  if (typeof known === 'object' && known !== null) return known as Record<string, unknown>
  const made: Record<string, unknown> = {}
  object[name] = made
  return made
}

const VALUED = new Set(['domain-name', 'ipv4-addr', 'ipv6-addr', 'url', 'email-addr'])

/** A whole cell as an object that its value makes: an address where it is one, whichever of them the path names. */
function toValue(type: string, text: string, url: UrlKey): { type: string; value: string } | null {
  const bare = text.trim()
  if (type === 'url') {
    const bytes = Buffer.from(bare)
    const colon = bytes.indexOf('://')
    if (colon < 1 || !url.write(bytes, 0, colon, bytes.length)) return null
    return { type, value: Buffer.from(url.bytes.subarray(0, url.length)).toString() }
  }
  if (type === 'email-addr') {
    const found = /([^\s<>"(),;:]+@[^\s<>"(),;:]+)/.exec(bare.slice(0, 2000))?.[1]
    return found ? { type, value: mailboxForm(found) } : null
  }
  const address = parseAddress(bare.replace(/^\[(.*)\]$/, '$1'))
  if (address !== null)
    return { type: address.length === 4 ? 'ipv4-addr' : 'ipv6-addr', value: printAddress(address) }
  const name = toHostName(bare)
  return name?.includes('.') ? { type: 'domain-name', value: name } : null
}

/** Properties of STIX that are numbers. */
const NUMBERS = /(?:_port|_byte_count|_packets|_length)$|^(?:size|pid|number)$/

const HASHES = new Set(Object.values(ALGORITHMS))

function toProperty(name: string, given: string | number | boolean): unknown {
  if (HASHES.has(name)) return String(given).toLowerCase()
  if (typeof given !== 'string' || !NUMBERS.test(name)) return given
  return /^(?:0|[1-9]\d{0,14})$/.test(given) ? Number(given) : given
}

function inList(name: string, given: string | number | boolean): unknown {
  return name === 'protocols' ? String(given).toLowerCase() : given
}
