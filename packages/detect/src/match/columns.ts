/** What the columns of a log are in STIX: guessed by their names, shown, and settled by whoever knows better. */
import { parsePattern, PatternError, type ObjectPath } from '@tocsin/stix'
import { DetectError } from '../errors.ts'

/** What a column is: something seen, at a path of STIX; the time; a part of an address of the web; or not looked at. */
type Role =
  | { readonly kind: 'path'; readonly path: ObjectPath; readonly text: string }
  | { readonly kind: 'time' | 'host' | 'target' | 'scheme' | 'left-out' }

export type Mapping = ReadonlyMap<string, Role>

const SOURCE = 'network-traffic:src_ref.value'
const TARGET = 'network-traffic:dst_ref.value'
const HTTP = "network-traffic:extensions.'http-request-ext'"

/** Names of columns, the last part of dotted ones too, without what is no letter or digit. */
const GUESSES: readonly (readonly [role: string, names: string])[] = [
  ['time', 'ts time timestamp attimestamp date datetime eventtime logtime utctime'],
  [
    SOURCE,
    'client clientip cip srcip sourceip src idorigh origh remoteaddr remoteip remotehost saddr ipsrc sourceaddress clientaddr sourceaddr',
  ],
  [
    TARGET,
    'dstip destip destinationip dst dest idresph resph serverip sip daddr ipdst destinationaddress destaddr',
  ],
  ['network-traffic:src_port', 'srcport sourceport idorigp clientport sport'],
  ['network-traffic:dst_port', 'dstport destport destinationport idrespp serverport dport'],
  ['network-traffic:protocols[*]', 'proto protocol service transport appproto'],
  ['host', 'hostname httphostname host httphost vhost virtualhost cshost'],
  ['target', 'uri urlpath path requesturi target csuristem uripath httpurl'],
  ['scheme', 'scheme urlscheme'],
  [
    'url:value',
    'url link href requesturl fullurl referer referrer httpreferer httprefer httphttprefer',
  ],
  [
    'domain-name:value',
    'query qname rrname dnsquery dnsrrname question domain domainname fqdn sni tlssni servername answers rdata dnsrdata',
  ],
  [`${HTTP}.request_method`, 'method httpmethod requestmethod csmethod httphttpmethod'],
  [
    `${HTTP}.request_header.'User-Agent'`,
    'useragent httpuseragent httphttpuseragent agent csuseragent',
  ],
  ['file:hashes.MD5', 'md5 filemd5 hashmd5 fileinfomd5'],
  ["file:hashes.'SHA-1'", 'sha1 filesha1 hashsha1 fileinfosha1'],
  ["file:hashes.'SHA-256'", 'sha256 filesha256 hashsha256 fileinfosha256'],
  ["file:hashes.'SHA-512'", 'sha512 filesha512'],
  ['file:name', 'filename fileinfofilename attachment'],
  ['file:size', 'filesize'],
  [
    'email-message:from_ref.value',
    'from mailfrom sender returnpath envelopefrom replyto smtpmailfrom',
  ],
  ['email-message:to_refs[*].value', 'to rcptto recipient recipients deliveredto'],
  ['email-message:cc_refs[*].value', 'cc'],
  ['email-message:subject', 'subject'],
  ['email-message:message_id', 'messageid msgid'],
  ['user-account:account_login', 'account accountlogin handle username screenname author'],
  ['user-account:account_type', 'platform accounttype network socialnetwork'],
  ['user-account:user_id', 'userid authorid accountid'],
]

const BY_NAME = new Map(
  GUESSES.flatMap(([role, names]) => names.split(' ').map((name) => [name, role] as const)),
)

/** Guesses the roles of columns; `given` says them where somebody knows. Throws BAD_OPTION for a path that is none. */
export function mapColumns(
  columns: readonly string[],
  given: ReadonlyMap<string, string>,
): Mapping {
  const mapping = new Map<string, Role>()
  for (const column of columns) {
    const role = given.get(column) ?? guessOf(column)
    if (role !== undefined) mapping.set(column, toRole(role))
  }
  return mapping
}

function guessOf(column: string): string | undefined {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll('@', 'at')
      .replaceAll(/[^a-z0-9]/g, '')
  const last = column.slice(column.lastIndexOf('.') + 1)
  return BY_NAME.get(plain(column)) ?? BY_NAME.get(plain(last))
}

const KNOWN = new Map<string, Role>()

function toRole(text: string): Role {
  const known = KNOWN.get(text)
  if (known !== undefined) return known
  if (text === '-') return { kind: 'left-out' }
  if (text === 'time' || text === 'host' || text === 'target' || text === 'scheme')
    return { kind: text }
  return { kind: 'path', path: toPath(text), text }
}

function toPath(text: string): ObjectPath {
  try {
    const pattern = parsePattern(`[EXISTS ${text}]`)
    if (pattern.type === 'observation' && pattern.test.type === 'exists') return pattern.test.path
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
  }
  throw new DetectError(
    'BAD_OPTION',
    `"${text}" is no path of STIX such as domain-name:value, and none of time, host, target, scheme, -`,
  )
}

/** The mapping in words, a column each, those that are read as text together. */
export function describeMapping(columns: readonly string[], mapping: Mapping): string[] {
  const words = [...mapping].map(([column, role]) => {
    if (role.kind === 'path') return `${column} = ${role.text}`
    return `${column} = ${role.kind === 'left-out' ? 'left out' : role.kind}`
  })
  const rest = columns.filter((column) => !mapping.has(column))
  return rest.length > 0 ? [...words, `read as text: ${rest.join(', ')}`] : words
}
