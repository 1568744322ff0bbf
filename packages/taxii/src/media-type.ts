/** Content negotiation (sections 1.6.8 and 3.1): which media ranges ask for, or carry, TAXII 2.1. */

const TAXII = 'application/taxii+json'
const STIX = 'application/stix+json'

type MediaRange = { type: string; version: string | null; refused: boolean }

/**
 * Whether an Accept header asks for TAXII 2.1. Without a version it means the latest one. A header that names no TAXII
 * range at all (missing, or only wildcards) breaks a MUST of section 3.1; the caller decides by `wildcard`.
 */
export function isAcceptable(header: string | null, wildcard = false): boolean {
  const ranges = toRanges(header ?? '').filter((range) => !range.refused)
  if (ranges.some(isTaxii21)) return true
  if (!wildcard) return false
  return (
    ranges.length === 0 || ranges.some(({ type }) => type === '*/*' || type === 'application/*')
  )
}

/**
 * Whether a body of objects may come under this Content-Type: TAXII 2.1, or STIX 2.1, by which OpenCTI's exporter names the
 * bundle that it posts (5.5 asks for the first).
 */
export function isObjectsContentType(header: string | null): boolean {
  const [range, ...others] = toRanges(header ?? '')
  if (range === undefined || others.length > 0) return false
  return isTaxii21(range) || isTaxii21({ ...range, type: range.type === STIX ? TAXII : '' })
}

function isTaxii21({ type, version }: MediaRange): boolean {
  return type === TAXII && (version === null || version === '2.1')
}

function toRanges(header: string): MediaRange[] {
  return header
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([type]) => type !== '')
    .map(([type = '', ...parameters]) => ({
      type,
      version: parameterOf(parameters, 'version'),
      refused: Number(parameterOf(parameters, 'q') ?? 1) === 0,
    }))
}

function parameterOf(parameters: string[], name: string): string | null {
  for (const parameter of parameters) {
    const at = parameter.indexOf('=')
    if (at > 0 && parameter.slice(0, at).trim() === name)
      return parameter
        .slice(at + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1')
  }
  return null
}
