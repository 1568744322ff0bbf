/** Binary values (STIX 2.1, 2.1 and 2.6): properties ending in `_bin` hold base64, those ending in `_hex` hexadecimal digits. */

const BYTES = Symbol('bytes')

/** Bytes as text, one character (code point 0 to 255) a byte, so that they compare as strings do. */
export type Bytes = {
  readonly [BYTES]: string
}

/** The bytes as text; undefined for any other value. */
export function byteText(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? (value as Partial<Bytes>)[BYTES] : undefined
}

/** Whether every character could be a byte. */
export function isByteText(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return false
  return true
}

/** The bytes that base64 stands for, as text; null where it is none. */
export function fromBase64(text: string): string | null {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? atob(text) : null
}

/** The bytes that pairs of hexadecimal digits stand for, as text; null where they are none. */
export function fromHex(text: string): string | null {
  if (text.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(text)) return null
  return text.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
}

/** Bytes of a decoded text; undefined, as for any absent value, where there was nothing to decode. */
export function toBytes(text: string | null): Bytes | undefined {
  return text === null ? undefined : { [BYTES]: text }
}
