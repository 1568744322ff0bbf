/** Made-up log lines of several kinds, and simple indicators of all kinds to look for in them. */
import { drawInteger, type Random } from '../src/random/random.ts'

const WORDS =
  'river lamp winter garden street apple bridge paper stone engine cloud bread valley copper meadow signal'.split(
    ' ',
  )
const SUFFIXES = ['com', 'org', 'net', 'example', 'info', 'co.uk', 'de', 'fr']

const hex = (random: Random, length: number) =>
  Array.from({ length }, () => drawInteger(random, 16).toString(16)).join('')
const word = (random: Random) => WORDS[drawInteger(random, WORDS.length)]!
const name = (random: Random) =>
  `${word(random)}-${hex(random, 6)}.${SUFFIXES[drawInteger(random, SUFFIXES.length)]!}`
const ipv4 = (random: Random) =>
  `${1 + drawInteger(random, 222)}.${drawInteger(random, 256)}.${drawInteger(random, 256)}.${drawInteger(random, 256)}`
const path = (random: Random) => `/${word(random)}/${word(random)}-${hex(random, 5)}`
const url = (random: Random) => `http://${name(random)}${path(random)}`
const mail = (random: Random) => `${word(random)}.${hex(random, 4)}@${name(random)}`

/** As many indicators, in the shares that shared lists have: names, addresses, some blocks, hashes, mailboxes. */
export function simpleIndicators(count: number, random: Random): string[] {
  return Array.from({ length: count }, (_, i) => {
    const kind = i % 20
    if (kind < 6) return name(random)
    if (kind < 11) return ipv4(random)
    if (kind === 11) return `${ipv4(random)}/${24 + drawInteger(random, 8)}`
    if (kind < 15) return url(random)
    if (kind < 18) return hex(random, kind === 15 ? 32 : 64)
    return mail(random)
  })
}

const uuid = (random: Random) =>
  [8, 4, 4, 4, 12]
    .map((length) => hex(random, length))
    .join('-')
    .replace(/(-....-)(...)(.)/, '$1$3$2')

/** STIX indicators whose patterns no table holds, in the forms that shared ones have. */
export function patternIndicators(count: number, random: Random): object[] {
  return Array.from({ length: count }, (_, i) => ({
    type: 'indicator',
    id: `indicator--${uuid(random)}`,
    modified: '2026-10-01T00:00:00Z',
    pattern: patternOf(i % 10, random),
  }))
}

function patternOf(kind: number, random: Random): string {
  const http = "network-traffic:extensions.'http-request-ext'"
  switch (kind) {
    case 0:
    case 1:
      return `[network-traffic:dst_ref.value = '${ipv4(random)}' AND network-traffic:dst_port = ${drawInteger(random, 65536)}]`
    case 2:
      return `[domain-name:value LIKE '%-${hex(random, 6)}.${word(random)}.%']`
    case 3:
      return `[url:value MATCHES '/${word(random)}/${hex(random, 7)}/[a-z]+\\\\.php$']`
    case 4:
      return `[email-message:from_ref.value = '${mail(random)}' AND email-message:subject LIKE '%${word(random)}%']`
    case 5:
      return `[${http}.request_header.'User-Agent' = '${word(random)}/${hex(random, 6)}' OR ${http}.request_value LIKE '/${hex(random, 8)}%']`
    case 6:
      return `[file:name = '${word(random)}-${hex(random, 5)}.exe' AND file:hashes.'SHA-256' != '${hex(random, 64)}']`
    case 7:
      return `([domain-name:value = '${name(random)}'] FOLLOWEDBY [ipv4-addr:value = '${ipv4(random)}']) WITHIN 300 SECONDS`
    case 8:
      return `[ipv4-addr:value = '${ipv4(random)}'] REPEATS 5 TIMES WITHIN 60 SECONDS`
    default:
      return `[domain-name:value = '${name(random)}'] AND [file:hashes.MD5 = '${hex(random, 32)}']`
  }
}

const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const uid = (random: Random) => `C${hex(random, 17)}`

/** Lines by kind of log; `planted` stands in one where it is given. */
export const LOG_KINDS: Record<string, (random: Random, planted?: string) => string> = {
  'combined log': (random, planted) =>
    `${ipv4(random)} - - [10/Oct/2026:13:55:36 +0000] "GET ${path(random)} HTTP/1.1" 200 ${drawInteger(random, 1e5)} "${planted ?? `https://www.${name(random)}/`}" "${AGENT}"`,
  'proxy log': (random, planted) =>
    `1791640536.${100 + drawInteger(random, 899)}    ${drawInteger(random, 999)} ${ipv4(random)} TCP_MISS/200 ${drawInteger(random, 1e5)} GET ${planted ?? url(random)} - HIER_DIRECT/${ipv4(random)} text/html`,
  'Zeek dns.log': (random, planted) =>
    `1791640536.${drawInteger(random, 999999)}\t${uid(random)}\t${ipv4(random)}\t${drawInteger(random, 65536)}\t${ipv4(random)}\t53\tudp\t${drawInteger(random, 65536)}\t0.0${drawInteger(random, 9)}\twww.${planted ?? name(random)}\t1\tC_INTERNET\t1\tA\t0\tNOERROR\tF\tF\tT\tT\t0\t${ipv4(random)}\t300.0\tF`,
  'Suricata EVE': (random, planted) =>
    `{"timestamp":"2026-10-10T13:55:36.${drawInteger(random, 999999)}+0000","flow_id":${drawInteger(random, 1e9)},"in_iface":"eth0","event_type":"http","src_ip":"${ipv4(random)}","src_port":${drawInteger(random, 65536)},"dest_ip":"${ipv4(random)}","dest_port":80,"proto":"TCP","tx_id":0,"http":{"hostname":"${planted ?? name(random)}","url":"${path(random)}","http_user_agent":"${AGENT}","http_content_type":"text/html","http_method":"GET","protocol":"HTTP/1.1","status":200,"length":${drawInteger(random, 1e5)}}}`,
}
