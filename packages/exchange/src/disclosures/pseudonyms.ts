/** Pseudonyms of one disclosure, and texts without the names that stand behind them. Pure. */
import { hash } from 'node:crypto'

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const SIGNS = 16
/** A shorter name is a word as well: it is looked for in addresses and behind an @ alone. */
const SHORTEST_WORD = 4
/** The same for a text of ASCII alone, many times faster. */
const ASCII_TOKEN = /([@/])?(\w+(?:[.-]\w+)*)/g
const TOKEN = /([@/])?([\p{L}\p{M}\p{N}_]+(?:[.-][\p{L}\p{M}\p{N}_]+)*)/gu

/**
 * The same for the same account throughout what one member disclosed; nobody without the key can tie it to one of another disclosure,
 * and nobody to one of another member, who could else learn by guessing accounts which pseudonym stands for each. Keyed as HMAC is,
 * inside and outside, by one call each: objects of keys made for a hundred thousand names take seconds.
 */
export function pseudonymOf(
  key: Uint8Array,
  kind: 'account' | 'post',
  { member, names }: { member: string; names: readonly string[] },
): string {
  const secret = Buffer.from(key).toString('hex')
  const inner = hash('sha256', `${secret}${JSON.stringify([kind, member, ...names])}`, 'hex')
  const digest = hash('sha256', `${secret}:${inner}`, 'buffer')
  const signs = Array.from(digest.subarray(0, SIGNS), (byte) => LETTERS[byte % 32]!)
  return `${kind}-${signs.join('')}`
}

/** A name as it is compared: without its @, whatever its capitals. */
export function bare(name: string): string {
  const plain = name.startsWith('@') ? name.slice(1) : name
  // What is in ASCII is in its normal form.
  const isAscii = Buffer.byteLength(plain) === plain.length
  return (isAscii ? plain : plain.normalize('NFKC')).toLowerCase()
}

/** What stands for an account of another member: its pseudonym would tell that member's guess right. */
export const OF_ANOTHER = 'account-under-a-pseudonym'

/** Names that the texts of a member must not say, and the pseudonyms of those that are its own. */
export type Hidden = { all: ReadonlySet<string>; own: ReadonlyMap<string, string> }

/**
 * A text with the pseudonym, or `OF_ANOTHER`, wherever the id or handle of a hidden account stands, alone, behind an @ or in an address. Display names
 * and names written in another way are not found.
 */
export function withoutNames(text: string, hidden: Hidden): string {
  if (hidden.all.size === 0) return text
  const isAscii = Buffer.byteLength(text) === text.length
  return text.replace(
    isAscii ? ASCII_TOKEN : TOKEN,
    (whole: string, before: string | undefined, token: string) => {
      const said = before ?? ''
      const found = lookUp(hidden, token, said)
      if (found !== undefined) return `${said}${found}`
      const parts = token.split(/([.-])/)
      if (parts.length === 1) return whole
      return `${said}${parts.map((part) => lookUp(hidden, part, '') ?? part).join('')}`
    },
  )
}

function lookUp(hidden: Hidden, token: string, before: string): string | undefined {
  if (before === '' && token.length < SHORTEST_WORD) return undefined
  const name = bare(token)
  return hidden.all.has(name) ? (hidden.own.get(name) ?? OF_ANOTHER) : undefined
}
