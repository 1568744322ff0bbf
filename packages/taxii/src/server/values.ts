import { TaxiiError } from '../errors.ts'

/**
 * What a body may hold: more would hold the server up for longer than one caller may, whatever its octets. Names cost
 * most, where each is another. Sixteen MiB of real objects hold about half as much.
 */
const MAX = { names: 400_000, values: 1_000_000 }

const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_LIST, OPEN_OBJECT] = [34, 92, 44, 58, 91, 123]

/** Refuses a body of too many names or values, in one pass over its octets and before anything is built of them. */
export function verifyValues(json: Uint8Array): void {
  // Each takes an octet at least.
  if (json.length <= Math.min(MAX.names, MAX.values)) return
  let values = 0
  let names = 0
  let quoted = false
  for (let i = 0; i < json.length; i++) {
    const octet = json[i]
    if (octet === QUOTE) quoted = !quoted
    else if (octet === BACKSLASH) i++
    else if (quoted) continue
    else if (octet === COLON) {
      if (++names > MAX.names) throw tooMany(MAX.names, 'names')
    } else if (octet === COMMA || octet === OPEN_LIST || octet === OPEN_OBJECT) {
      if (++values > MAX.values) throw tooMany(MAX.values, 'values')
    }
  }
}

function tooMany(max: number, what: string): TaxiiError {
  const message = `the body holds more than ${max} ${what}; send fewer objects at a time`
  return new TaxiiError('too-large', message)
}
