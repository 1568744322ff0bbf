/**
 * Where a link leads, as far as that can be read off it: redirectors and rewriting services carry the address they lead to. Nothing is
 * ever asked, so what stands only on somebody's server stays unknown. Pure; cost linear in the length, which is bounded.
 */
import { refang } from '../match/refang.ts'
import { ASKED, type Opened, WRAPPERS } from './wrappers.ts'
import { carriedIn, lenientlyDecoded } from './carried.ts'

/** One wrapping that was taken off: whose it was, and what stood inside. */
type Step = { readonly by: string; readonly url: string }

export type Unwrapped = {
  /** As it stood, at most so long as is read. */
  readonly written: string
  /** The last address that can be known without asking; absent where it is none. */
  readonly url?: string
  /** Its host in ASCII and small letters. */
  readonly host?: string
  readonly steps: readonly Step[]
  /** A service that would have to be asked where it leads from there. */
  readonly asks?: string
  /** Other addresses in it, to which it may lead: parameters and paths that hold one. */
  readonly carries: readonly string[]
  /** Why nothing can be read off it. */
  readonly fault?: string
}

const LONGEST = 8192
const MOST_STEPS = 12
const SCHEME = /^[a-z][a-z0-9+.-]{0,30}:/i

/** Reads a link, or a bare name, as somebody pasted it. Never throws. */
export function unwrap(text: string): Unwrapped {
  const whole = text.trim()
  const written = whole.slice(0, LONGEST)
  const nothing = { written, steps: [], carries: [] }
  if (whole.length > LONGEST) return { ...nothing, fault: 'it is too long to be read' }
  let url = toUrl(written)
  if (!url) return { ...nothing, fault: 'it is no address of the web' }
  const steps: Step[] = []
  for (let more = true; more && steps.length < MOST_STEPS;) {
    const opened = open(url)
    const inner = opened && toUrl(opened.inside)
    more = inner !== undefined
    if (!inner) break
    steps.push({ by: opened!.by, url: inner.href })
    url = inner
  }
  const asks = asked(url)
  const { href } = url
  return {
    written,
    url: href,
    ...(url.hostname === '' ? {} : { host: hostOf(url) }),
    steps,
    ...(asks === undefined ? {} : { asks }),
    carries: isWeb(url) ? carriedIn(url).flatMap((one) => toUrl(one)?.href ?? []) : [],
  }
}

/** An address of the web or of another scheme; a bare name counts as one. Undefined for what is none. */
export function toUrl(text: string): URL | undefined {
  const plain = refang(text.trim())
  const open = /^https?%3a/i.test(plain) ? lenientlyDecoded(plain) : plain
  const named = SCHEME.test(open) && !/^[^/:]+:\d/.test(open) ? open : `http://${open}`
  // A host alone must have a dot in it, or it is a word.
  if (named !== open && !/^[^/?#\s]+\.[^/?#\s]+/.test(open)) return undefined
  const url = parse(named)
  if (!url || (isWeb(url) && url.hostname === '')) return undefined
  return url
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:' || protocol === 'ftp:'
}

function hostOf({ hostname }: URL): string {
  return hostname.toLowerCase().replace(/\.$/, '')
}

function open(url: URL): Opened | undefined {
  if (!isWeb(url)) return undefined
  const host = hostOf(url)
  for (const { by, at, inside } of WRAPPERS) {
    const found = at.test(host) ? inside(url, host) : undefined
    if (found !== undefined && found !== '') return { by, inside: found }
  }
  return undefined
}

function asked(url: URL): string | undefined {
  const host = hostOf(url)
  return isWeb(url) ? ASKED.find(({ at }) => at.test(host))?.by : undefined
}
