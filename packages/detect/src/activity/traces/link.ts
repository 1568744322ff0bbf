/**
 * One spelling for one page: scheme, case, `www.` and mobile hosts, default ports, AMP, tracking parameters,
 * parameter order, fragment and trailing slash are taken away. Nothing is fetched: a short link stays a short link.
 */
import { getDomain } from 'tldts'
import { decodeEntities } from '../cells/said-text.ts'

/** Parameters that say how a reader came, not what the page is. */
const TRACKING =
  /^(utm_.*|fbclid|gclid|gclsrc|dclid|msclkid|twclid|yclid|igshid|igsh|mc_cid|mc_eid|ref|ref_src|ref_url|referrer|cmpid|cmp|ocid|soc_src|soc_trk|smid|smtyp|spm|sr_share|ncid|ito|__twitter_impression|s_cid|wt_mc|_hs.*|mkt_tok|vero_.*|pk_.*|piwik_.*|at_.*|amp|outputtype|feature|si)$/i
const MOBILE = /^(?:www\d?|m|mobile|amp|touch|wap)\.(?=.+\..+)/
const AMP_CACHE = /^([a-z0-9-]+)\.cdn\.ampproject\.org$/
const LONGEST = 2048

/** Links in a text; what follows a link's end in running text is cut off, and so are links cut short by `…`. */
export function findLinks(text: string): string[] {
  if (!text.includes('http')) return []
  const found = text.match(/https?:\/\/[^\s"'<>`«»“”]+/gi) ?? []
  return found
    .filter((link) => !link.includes('…') && !link.endsWith('...'))
    .map((link) => link.replace(/[.,;:!?)\]}*]+$/, ''))
}

/** The canonical form without a scheme (`example.org/story?id=4`), or null where it is no web link. */
export function canonicalLink(spelt: string): string | null {
  const raw = spelt.includes('&amp;') ? decodeEntities(spelt) : spelt
  const short = /^https?:\/\/(t\.co|bit\.ly|goo\.gl)\/([A-Za-z0-9]+)$/i.exec(raw)
  if (short !== null) return `${short[1]!.toLowerCase()}/${short[2]}`
  if (raw.length > LONGEST) return null
  if (/^[a-z][a-z0-9+-]*:(?!\d|\/\/)/i.test(raw)) return null
  const url = toUrl(raw.includes('://') ? raw : `https://${raw}`)
  if (url === null || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return null
  // `114881` and `0x7f` are numbers, of which the parser of addresses makes hosts.
  if (isNumeric(url.hostname) && !raw.includes(url.hostname)) return null
  return fromAmpCache(url) ?? fromGoogleAmp(url) ?? canonicalUrl(url)
}

function toUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function isNumeric(host: string): boolean {
  return /^[\d.]+$/.test(host)
}

/** Registrable domain of a canonical link (`example.co.uk`), or its host where there is none. */
export function linkDomain(canonical: string): string {
  const host = canonical.split(/[/?:]/, 1)[0]!
  return getDomain(host, { allowPrivateDomains: true }) ?? host
}

function fromAmpCache(url: URL): string | null {
  if (!AMP_CACHE.test(url.hostname)) return null
  const inner = /^\/[a-z]\/(?:s\/)?(.+)$/.exec(url.pathname)?.[1]
  return inner === undefined ? null : canonicalLink(`https://${inner}${url.search}`)
}

function fromGoogleAmp(url: URL): string | null {
  if (!/^(www\.)?google\.[a-z.]+$/.test(url.hostname)) return null
  const inner = /^\/amp\/(?:s\/)?(.+\..+)$/.exec(url.pathname)?.[1]
  return inner === undefined ? null : canonicalLink(`https://${inner}${url.search}`)
}

function canonicalUrl(url: URL): string {
  let host = url.hostname.replace(/\.$/, '')
  while (MOBILE.test(host)) host = host.replace(MOBILE, '')
  const port = url.port === '' ? '' : `:${url.port}`
  const path = url.pathname
    .replace(/\/amp\/?$|\.amp(?=\.html$|$)/i, '')
    .replace(/\/(index|default)\.(html?|php|aspx?)$/i, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/+$/, '')
  const kept = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0))
  const query = kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`
  return host + port + path + query
}
