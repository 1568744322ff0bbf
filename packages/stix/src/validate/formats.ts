/** Forms of text that STIX takes from elsewhere. Every test is linear in the length of the text. */

const SCHEME = /^[a-z][a-z0-9+.-]*$/i
const URL_PARTS = /^([^:/?#]+):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([^#]*))?$/
const AUTHORITY = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:%]*@)?(?:\[[0-9A-Fa-fv:.]+\]|[^[\]@:]*)(?::\d*)?$/
const URL_CHARS = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%[\]]/
const BAD_PERCENT = /%(?![0-9A-Fa-f]{2})/
const LABEL = /^(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)$/u
const LOCAL_PART =
  /^(?:[^\s"(),:;<>@[\\\].]+(?:\.[^\s"(),:;<>@[\\\].]+)*|"(?:[^"\\\r\n]|\\[^\r\n])*")$/
const CPE_PART =
  /^(?:[*-]|(?:\?*|\*?)(?:[A-Za-z0-9\-._]|\\[\\*?!"#$%&'()+,/:;<=>@[\]^`{|}~])+(?:\?*|\*?))$/
const CPE_LANGUAGE = /^(?:[a-z]{2,3}(?:-(?:[a-z]{2}|\d{3}))?|[*-])$/i
const MEDIA_TYPE =
  /^(?:application|audio|font|haptics|image|message|model|multipart|text|video)\/[A-Za-z0-9][A-Za-z0-9.+_!#$&^-]*$/

/** A URI with a scheme (RFC 3986, 3). */
export function isUrl(text: string): boolean {
  const parts = URL_PARTS.exec(text)
  if (parts === null) return false
  const [, scheme = '', authority, path = '', query = '', fragment = ''] = parts
  if (!SCHEME.test(scheme) || BAD_PERCENT.test(text)) return false
  if (authority !== undefined && (!AUTHORITY.test(authority) || URL_CHARS.test(authority)))
    return false
  if (authority === undefined && path === '') return false
  return ![path, query, fragment].some((part) => URL_CHARS.test(part) || /[[\]]/.test(part))
}

/** An even number of hexadecimal digits, at least two (STIX 2.1, 2.8). Their case: see `isLowerCase`. */
export function isHex(text: string): boolean {
  return text.length > 0 && text.length % 2 === 0 && !/[^0-9A-Fa-f]/.test(text)
}

/** Whether no A-Z stands in the text. */
export function isLowerCase(text: string): boolean {
  return !/[A-Z]/.test(text)
}

/** Base64 with padding (RFC 4648, 4). Written out because a regular expression of groups overflows at 50 MB. */
export function isBase64(text: string): boolean {
  const length = text.length
  if (length === 0 || length % 4 !== 0) return false
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return !/[^A-Za-z0-9+/]/.test(padding > 0 ? text.slice(0, length - padding) : text)
}

/** An IPv4 address or CIDR block. */
export function isIpv4(text: string): boolean {
  if (text.length > 18) return false
  const [address = '', bits, ...more] = text.split('/')
  if (more.length > 0 || !isPrefixLength(bits, 32)) return false
  const parts = address.split('.')
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && +part <= 255)
  )
}

/** An IPv6 address (RFC 4291, 2.2) or CIDR block. */
export function isIpv6(text: string): boolean {
  if (text.length > 49) return false
  const [address = '', bits, ...more] = text.split('/')
  if (more.length > 0 || !isPrefixLength(bits, 128)) return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const counts = halves.map((half, i) => groupsIn(half, i === halves.length - 1))
  if (counts.includes(-1)) return false
  const total = counts.reduce((sum, n) => sum + n, 0)
  return halves.length === 2 ? total <= 7 : total === 8
}

/** How many 16-bit groups stand here, -1 if malformed; only the end of the address may be dotted. */
function groupsIn(half: string, atEnd: boolean): number {
  if (half === '') return 0
  const groups = half.split(':')
  let count = groups.length
  const last = groups.at(-1)!
  if (atEnd && last.includes('.')) {
    if (!isIpv4(last) || last.includes('/')) return -1
    groups.pop()
    count++
  }
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? count : -1
}

function isPrefixLength(bits: string | undefined, max: number): boolean {
  return bits === undefined || (/^(?:0|[1-9]\d{0,2})$/.test(bits) && +bits <= max)
}

/** Six octets in lower-case hexadecimal with colons (STIX 2.1, 6.10.1). */
export function isMac(text: string): boolean {
  return /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/.test(text)
}

/** A domain name of RFC 1034 or, with letters beyond ASCII, RFC 5890. Underscores: see `hasUnderscore`. */
export function isDomain(text: string): boolean {
  if (text.length === 0 || text.length > 254) return false
  const labels = (text.endsWith('.') ? text.slice(0, -1) : text).replaceAll('_', 'x').split('.')
  return labels.every((label) => LABEL.test(label))
}

/** An address of RFC 5322, 3.4.1, without a display name; letters beyond ASCII as in RFC 6531. */
export function isEmail(text: string): boolean {
  if (text.length > 320) return false
  const at = text.lastIndexOf('@')
  if (at < 1 || at > 128) return false
  const domain = text.slice(at + 1)
  const isLiteral = /^\[[0-9A-Za-z:.]+\]$/.test(domain)
  return LOCAL_PART.test(text.slice(0, at)) && (isLiteral || isDomain(domain))
}

/** A CPE 2.3 formatted string (NISTIR 7695, 6.2): eleven components after `cpe:2.3`. */
export function isCpe(text: string): boolean {
  if (text.length > 2000 || !text.startsWith('cpe:2.3:')) return false
  const parts = text.slice(8).split(/(?<!\\):/)
  if (parts.length !== 11 || !/^[aho*-]$/.test(parts[0]!)) return false
  return parts.every((part, i) => (i === 6 ? CPE_LANGUAGE : CPE_PART).test(part))
}

/** `type/subtype` under a registered top-level type (RFC 6838, 4.2). */
export function isMediaType(text: string): boolean {
  return text.length <= 255 && MEDIA_TYPE.test(text)
}
