/** What a byte of a log line can be part of, and its form in small letters. */

/** Letters, digits, dots, hyphens, underscores and all beyond ASCII: what names, addresses, hashes and mailboxes are made of. */
export const NAME = 1
export const LETTER = 2
export const HEX = 4
export const HIGH = 8
/** Part of an IPv6 address: a hexadecimal digit, a colon or a dot. */
export const SIX = 16
/** Ends an address of the web in running text. */
export const BREAK = 32
/** Part of what stands before the @ of a mail address. */
export const LOCAL = 64

/** May stand there too, and elsewhere ends words. */
export const WIDE = 128

/** The classes above of each byte. */
export const CLASS = toClasses()
/** Each byte in small letters, of ASCII alone. */
export const FOLD = Uint8Array.from({ length: 256 }, (_, b) => (b >= 65 && b <= 90 ? b + 32 : b))
/** Each byte as it is. */
export const SAME = Uint8Array.from({ length: 256 }, (_, b) => b)

function toClasses(): Uint8Array {
  const classes = new Uint8Array(256)
  const add = (bit: number, characters: string) => {
    for (const character of characters) classes[character.charCodeAt(0)]! |= bit
  }
  const digits = '0123456789'
  const hex = 'abcdefABCDEF'
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
  add(NAME, `${letters}${digits}.-_`)
  add(LETTER, letters)
  add(HEX, digits + hex)
  add(SIX, `${digits}${hex}:.`)
  add(LOCAL, `${letters}${digits}.-_+~%`)
  add(WIDE, "!#$&'*/=?^`{|}")
  add(BREAK, '"<>\\^`{|}')
  for (let b = 0; b <= 32; b++) classes[b]! |= BREAK
  classes[127]! |= BREAK
  for (let b = 128; b < 256; b++) classes[b]! |= NAME | HIGH | LETTER
  return classes
}
