/** Addresses that stand inside another: in its parameters, behind its #, and in its path, through layers of percent and base64. Pure. */

const MOST = 20
const MOST_LAYERS = 4
/** An address, with its scheme or as browsers take `//host`. */
const ADDRESS = /^(?:h[tx]{2}ps?:|ftp:)?[/\\]{2}[^\s/\\]+/i

/** Percent escapes undone where they make signs; what is broken stays as it is. */
export function lenientlyDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run
    }
  })
}

/** The text behind base64 in either alphabet; undefined where it is none, or is no text. */
export function fromBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The addresses in it, each once, in the order in which they stand. */
export function carriedIn(url: URL): string[] {
  const found = new Set<string>()
  const values = [
    ...[...url.searchParams].flatMap(([name, value]) => [value, name]),
    url.hash.slice(1),
    ...[...new URLSearchParams(url.hash.slice(1))].map(([, value]) => value),
    ...inPath(url.pathname),
  ]
  for (const value of values) {
    if (found.size >= MOST) break
    const address = addressIn(value)
    if (address !== undefined) found.add(address)
  }
  return [...found]
}

/** The address that a value is, below its layers; undefined for none. */
function addressIn(value: string): string | undefined {
  let text = value.trim()
  for (let layer = 0; layer <= MOST_LAYERS; layer++) {
    if (ADDRESS.test(text)) return text.replace(/^[/\\]{2}/, 'http://')
    const plain = lenientlyDecoded(text)
    const next = plain === text ? fromBase64(text) : plain
    if (next === undefined) return undefined
    text = next.trim()
  }
  return undefined
}

/** What follows a sign of an address within a path, and its parts. */
function inPath(path: string): string[] {
  const plain = lenientlyDecoded(path)
  const at = plain.search(/(?<=.)https?:\/{1,2}/i)
  const whole = at < 0 ? [] : [plain.slice(at).replace(/^(https?:)\/(?!\/)/i, '$1//')]
  return [...whole, ...path.split('/').filter((part) => part.length >= 12)]
}
