/** Services that write links anew or lead from one address to another, by their hosts, and how the address inside is read. Pure. */
import { fromBase64, lenientlyDecoded } from './carried.ts'

export type Opened = { readonly by: string; readonly inside: string }

type Wrapper = {
  readonly by: string
  readonly at: RegExp
  readonly inside: (url: URL, host: string) => string | undefined
}

/** The first of these parameters that is there. */
const of =
  (...names: readonly string[]) =>
  ({ searchParams }: URL): string | undefined =>
    names.map((name) => searchParams.get(name)).find((value) => value !== null && value !== '') ??
    undefined

/** Only on these paths. */
const on =
  (path: RegExp, inside: Wrapper['inside']): Wrapper['inside'] =>
  (url, host) =>
    path.test(url.pathname) ? inside(url, host) : undefined

/** `&amp;` and its like in an address that went through HTML before it was wrapped. */
const unescaped = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&#61;', '=')

/** Version 2 of URL Defense: `-` for `%`, `_` for `/`. */
function defended2(url: URL): string | undefined {
  const inside = of('u')(url)
  if (inside === undefined) return undefined
  return unescaped(lenientlyDecoded(inside.replaceAll('-', '%').replaceAll('_', '/')))
}

const RUN_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * Version 3: `v3/__ADDRESS__;SIGNS!…`, each `*` of the address one sign of SIGNS (base64 of UTF-8) and `**X` a run of them, as
 * Proofpoint's own decoder reads it.
 */
function defended3({ href }: URL): string | undefined {
  const [, address, encoded] = /\/v3\/__(.+?)__;([\w=-]*)!/.exec(href) ?? []
  if (address === undefined) return undefined
  const signs = [...Buffer.from(encoded ?? '', 'base64url').toString('utf8')]
  let at = 0
  const take = (count: number): string => {
    const taken = signs.slice(at, at + count).join('')
    at += count
    return taken
  }
  const whole = address.replace(/\*(?:\*(.))?/g, (written: string, run?: string) => {
    if (run === undefined) return take(1)
    const length = RUN_SIGNS.indexOf(run)
    return length < 0 ? written : take(length + 2)
  })
  // A proxy on the way may have made one slash of two.
  return whole.replace(/^([a-z0-9+.-]+:\/)(?!\/)/i, '$1/')
}

/** `example-com.translate.goog`: `-` for a dot, `--` for a dash. */
function translated(url: URL, host: string): string | undefined {
  const name = host.slice(0, -'.translate.goog'.length)
  const plain = name.replaceAll('--', '\0').replaceAll('-', '.').replaceAll('\0', '-')
  return `https://${plain}${url.pathname}${url.search}`
}

/** What follows `/amp/s/`, or `/c/s/` in the cache. */
function amp({ pathname, search }: URL): string | undefined {
  const [, scheme, rest] = /^\/(?:amp|[acvi]|[a-z]\/[a-z])\/(s\/)?(.+\..+)$/.exec(pathname) ?? []
  return rest === undefined ? undefined : `${scheme ? 'https' : 'http'}://${rest}${search}`
}

const lastPart = ({ pathname, search }: URL): string | undefined => {
  const at = pathname.search(/https?(?:%3a|:)/i)
  return at < 0 ? undefined : lenientlyDecoded(pathname.slice(at)) + search
}

/** In the order in which they are tried. */
export const WRAPPERS: readonly Wrapper[] = [
  {
    by: 'Safe Links',
    at: /(?:^|\.)safelinks\.protection\.outlook\.(?:com|de|cn|us)$/,
    inside: of('url'),
  },
  { by: 'Safe Links', at: /^statics\.teams\.cdn\.office\.net$/, inside: of('url') },
  {
    by: 'URL Defense',
    at: /^urldefense(?:\.proofpoint)?\.(?:com|us)$/,
    inside: on(/^\/v1\//, (url) => {
      const inside = of('u')(url)
      return inside && unescaped(inside)
    }),
  },
  {
    by: 'URL Defense',
    at: /^urldefense(?:\.proofpoint)?\.(?:com|us)$/,
    inside: on(/^\/v2\//, defended2),
  },
  {
    by: 'URL Defense',
    at: /^urldefense(?:\.proofpoint)?\.(?:com|us)$/,
    inside: on(/^\/v3\//, defended3),
  },
  { by: 'Barracuda', at: /^linkprotect\.cudasvc\.com$/, inside: of('a') },
  { by: 'Cisco', at: /^secure-web\.cisco\.com$/, inside: lastPart },
  {
    by: 'Sophos',
    at: /(?:^|\.)protection\.sophos\.com$/,
    inside: (url) => {
      const inside = of('u')(url)
      return inside === undefined ? undefined : (fromBase64(inside) ?? inside)
    },
  },
  { by: 'Trend Micro', at: /(?:^|\.)trendmicro\.com$/, inside: on(/clicktime/, of('url')) },
  { by: 'Symantec', at: /^clicktime\.symantec\.com$/, inside: of('u') },
  { by: 'FireEye', at: /^protect\d?\.fireeye\.com$/, inside: of('u') },
  {
    by: 'Google',
    at: /(?:^|\.)google(?:\.[a-z]{2,3}){1,2}$/,
    inside: on(/^\/(?:url|imgres|interstitial|local_url)$/, of('q', 'url', 'imgurl')),
  },
  { by: 'Google', at: /(?:^|\.)google(?:\.[a-z]{2,3}){1,2}$/, inside: on(/^\/amp\//, amp) },
  { by: 'Google', at: /(?:^|\.)cdn\.ampproject\.org$/, inside: amp },
  { by: 'Google', at: /\.translate\.goog$/, inside: translated },
  { by: 'Google', at: /^translate\.google(?:\.[a-z]{2,3}){1,2}$/, inside: of('u') },
  {
    by: 'Google',
    at: /(?:^|\.)(?:googleadservices\.com|doubleclick\.net)$/,
    inside: of('adurl', 'ds_dest_url'),
  },
  { by: 'YouTube', at: /(?:^|\.)youtube\.com$/, inside: on(/^\/redirect$/, of('q')) },
  { by: 'Facebook', at: /^(?:l|lm|m|www)\.facebook\.com$/, inside: on(/^\/l\.php$/, of('u')) },
  { by: 'Instagram', at: /^l\.instagram\.com$/, inside: of('u') },
  { by: 'LinkedIn', at: /(?:^|\.)linkedin\.com$/, inside: on(/^\/(?:redir|safety)\//, of('url')) },
  {
    by: 'Bing',
    at: /(?:^|\.)bing\.com$/,
    inside: on(/^\/ck\//, (url) => {
      const inside = of('u')(url)
      return inside?.startsWith('a1') ? fromBase64(inside.slice(2)) : undefined
    }),
  },
  { by: 'DuckDuckGo', at: /(?:^|\.)duckduckgo\.com$/, inside: on(/^\/l\//, of('uddg')) },
  {
    by: 'Yahoo',
    at: /(?:^|\.)r\.search\.yahoo\.com$/,
    inside: ({ pathname }) => {
      const [, inside] = /\/RU=([^/]+)\//.exec(pathname) ?? []
      return inside && lenientlyDecoded(inside)
    },
  },
  { by: 'Slack', at: /^slack-redir\.net$/, inside: of('url') },
  { by: 'Reddit', at: /^out\.reddit\.com$/, inside: of('url') },
  { by: 'VK', at: /(?:^|\.)vk\.com$/, inside: on(/^\/away\.php$/, of('to')) },
  { by: 'Steam', at: /^steamcommunity\.com$/, inside: on(/^\/linkfilter/, of('url', 'u')) },
]

/** Services at which the address stands on their own server: only who asks them learns it, and they learn who asked. */
export const ASKED: readonly { readonly by: string; readonly at: RegExp }[] = [
  { by: 'Mimecast', at: /(?:^|\.)mimecast(?:protect)?\.com$/ },
  { by: 'Proofpoint', at: /(?:^|\.)urldefense\.(?:com|us)$|(?:^|\.)pphosted\.com$/ },
  { by: 't.co', at: /^t\.co$/ },
  { by: 'LinkedIn', at: /^lnkd\.in$/ },
  {
    by: 'a shortener',
    at: /^(?:bit\.ly|bitly\.com|j\.mp|tinyurl\.com|is\.gd|v\.gd|goo\.gl|ow\.ly|buff\.ly|rb\.gy|cutt\.ly|rebrand\.ly|shorturl\.at|t\.ly|tiny\.cc|s\.id|clck\.ru|vk\.cc|qrco\.de|lc\.chat|amzn\.to|fb\.me|youtu\.be|wa\.me|t\.me|dlvr\.it|bl\.ink|short\.io|aka\.ms|hubs\.ly|trib\.al|spr\.ly|x\.gd|kutt\.it|u\.to)$/,
  },
  {
    by: 'a sender of mass mail',
    at: /(?:^|\.)(?:ct\.sendgrid\.net|list-manage\.com|sparkpostmail\.com|mailchi\.mp|mandrillapp\.com|hubspotlinks\.com|hs-sites\.com|mailgun\.org|awstrack\.me|constantcontact\.com|rs6\.net|exacttarget\.com|sendinblue\.com|sibautomation\.com)$/,
  },
]
