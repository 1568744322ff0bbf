/**
 * The literals in quotes (STIX 2.1, 9.3). Each function is given the offset of the opening quote and tells the
 * offset behind the closing one, or -1 where the text there is no such literal. All are linear.
 */

const QUOTE = 39
const BACKSLASH = 92
const TIMESTAMP =
  /'\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z'/y
const HEX = /'[0-9A-Fa-f]*'/y
const BASE64 = /'[A-Za-z0-9+/]+={0,2}'/y

/** A string: only a quote and a backslash are escaped, each by a backslash. */
export function endOfString(text: string, quote: number): number {
  for (let i = quote + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) return i + 1
    if (code !== BACKSLASH) continue
    const escaped = text.charCodeAt(++i)
    if (escaped !== QUOTE && escaped !== BACKSLASH) return -1
  }
  return -1
}

/** A timestamp by its form; whether the day is in the calendar is not looked at. */
export function endOfTimestamp(text: string, quote: number): number {
  return endOf(TIMESTAMP, text, quote)
}

/** Pairs of hexadecimal digits, possibly none. */
export function endOfHex(text: string, quote: number): number {
  const end = endOf(HEX, text, quote)
  return (end - quote) % 2 === 0 ? end : -1
}

/** Base64 with its padding, not empty. */
export function endOfBinary(text: string, quote: number): number {
  const end = endOf(BASE64, text, quote)
  return (end - quote - 2) % 4 === 0 ? end : -1
}

function endOf(form: RegExp, text: string, at: number): number {
  form.lastIndex = at
  return form.test(text) ? form.lastIndex : -1
}
