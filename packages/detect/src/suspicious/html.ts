/** Links, pictures, forms and words of a part in HTML, read in one pass by its signs. Nothing is rendered, fetched or run. Pure, linear. */

/** A place that leads somewhere; `shown` is what a reader sees there, of an anchor alone. */
export type HtmlLink = {
  readonly href: string
  readonly shown: string
  readonly where: 'link' | 'form' | 'picture' | 'other'
}

export type HtmlReading = {
  readonly links: readonly HtmlLink[]
  /** Links beyond those kept. */
  readonly more: number
  readonly pictures: number
  readonly forms: number
  /** Fields that ask for a password. */
  readonly passwords: number
  readonly scripts: number
  /** Words between the tags, at most so many signs. */
  readonly text: string
  /** Whether there was more text, or a tag too long to be read. */
  readonly cut: boolean
}

const MOST_LINKS = 2000
const LONGEST_TAG = 16_384
const MOST_TEXT = 1 << 20
const MOST_SHOWN = 300
const ATTRIBUTE =
  /([a-z][\w:-]{0,40})\s{0,20}=\s{0,20}(?:"([^"]{0,8192})"|'([^']{0,8192})'|([^\s>"']{1,8192}))/gi

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  colon: ':',
  sol: '/',
  period: '.',
  commat: '@',
  num: '#',
  quest: '?',
  equals: '=',
  percnt: '%',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  shy: '',
  zwnj: '',
  zwj: '',
  Tab: '',
  NewLine: '',
}

/** Signs that are written by name or number, in their own form. */
function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi,
    (written: string, ten?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? NAMED[name.toLowerCase()] ?? written
      const code = ten === undefined ? Number.parseInt(hex!, 16) : Number(ten)
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : ''
    },
  )
}

type Open = { href: string; shown: string }

/** What is kept while the signs are gone through. */
type State = {
  links: HtmlLink[]
  more: number
  pictures: number
  forms: number
  passwords: number
  scripts: number
  text: string
  cut: boolean
  anchor: Open | undefined
}

export function readHtml(html: string): HtmlReading {
  const state: State = {
    links: [],
    more: 0,
    pictures: 0,
    forms: 0,
    passwords: 0,
    scripts: 0,
    text: '',
    cut: false,
    anchor: undefined,
  }
  for (let at = 0; at < html.length;) {
    const start = html.indexOf('<', at)
    addText(state, html.slice(at, start < 0 ? html.length : start))
    if (start < 0) break
    at = readTag(state, html, start)
  }
  closeAnchor(state)
  const { anchor: _, ...reading } = state
  return { ...reading, text: withoutEntities(state.text) }
}

/** Reads what begins at `<`; gives where it ends. */
function readTag(state: State, html: string, start: number): number {
  if (html.startsWith('<!--', start)) {
    const end = html.indexOf('-->', start + 4)
    return end < 0 ? html.length : end + 3
  }
  const name = /^<(\/?[a-z][a-z0-9]{0,20})/i.exec(html.slice(start, start + 24))?.[1]?.toLowerCase()
  // What is no tag is text, as browsers take it.
  if (name === undefined) {
    addText(state, '<')
    return start + 1
  }
  const end = endOfTag(html, start)
  state.cut ||= end - start > LONGEST_TAG
  const tag = html.slice(start, Math.min(end, start + LONGEST_TAG))
  onTag(state, name, tag)
  if (name !== 'script' && name !== 'style') return end
  const close = closingOf(html, name, end)
  return close < 0 ? html.length : close
}

function closingOf(html: string, name: 'script' | 'style', from: number): number {
  const pattern = name === 'script' ? /<\/script/gi : /<\/style/gi
  pattern.lastIndex = from
  return pattern.exec(html)?.index ?? -1
}

/** Behind the `>` that ends a tag; one in quotes does not. */
function endOfTag(html: string, start: number): number {
  let quote = ''
  const last = Math.min(html.length, start + LONGEST_TAG)
  for (let at = start + 1; at < last; at++) {
    const sign = html[at]!
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '>') return at + 1
    else if ((sign === '"' || sign === "'") && html[at - 1] === '=') quote = sign
  }
  const next = html.indexOf('>', start)
  return next < 0 ? html.length : next + 1
}

function attributesOf(tag: string): Map<string, string> {
  const all = new Map<string, string>()
  for (const [, name, a, b, c] of tag.matchAll(ATTRIBUTE)) {
    const key = name!.toLowerCase()
    if (!all.has(key)) all.set(key, withoutEntities(a ?? b ?? c ?? ''))
  }
  return all
}

function onTag(state: State, name: string, tag: string): void {
  if (name === '/a') return closeAnchor(state)
  if (name.startsWith('/')) return addText(state, ' ')
  const has = attributesOf(tag)
  const add = (href: string | undefined, where: HtmlLink['where']) => keep(state, href, '', where)
  if (name === 'a' || name === 'area') {
    closeAnchor(state)
    const href = has.get('href') ?? has.get('xlink:href')
    if (href !== undefined)
      state.anchor = { href, shown: name === 'area' ? (has.get('alt') ?? '') : '' }
    return
  }
  if (name === 'img' || name === 'image' || name === 'picture') {
    state.pictures++
    add(has.get('src') ?? has.get('href'), 'picture')
    addText(state, ` ${has.get('alt') ?? ''} `)
    return
  }
  if (name === 'form') {
    state.forms++
    add(has.get('action'), 'form')
  } else if (name === 'input' || name === 'button') {
    if (has.get('type')?.toLowerCase() === 'password') state.passwords++
    add(has.get('formaction'), 'form')
  } else if (name === 'script') {
    state.scripts++
    add(has.get('src'), 'other')
  } else if (name === 'meta') {
    add(/url\s{0,9}=\s{0,9}['"]?([^'"]+)/i.exec(has.get('content') ?? '')?.[1], 'other')
  } else if (
    ['iframe', 'frame', 'embed', 'object', 'link', 'base', 'video', 'audio', 'source'].includes(
      name,
    )
  ) {
    add(has.get('src') ?? has.get('href') ?? has.get('data'), 'other')
  }
  addText(state, ' ')
}

function addText(state: State, text: string): void {
  if (state.anchor && state.anchor.shown.length < MOST_SHOWN)
    state.anchor.shown += text.slice(0, MOST_SHOWN)
  const room = MOST_TEXT - state.text.length
  if (text.length > room) state.cut = true
  if (room > 0) state.text += text.slice(0, room)
}

function closeAnchor(state: State): void {
  const { anchor } = state
  if (!anchor) return
  state.anchor = undefined
  const shown = withoutEntities(anchor.shown).replace(/\s+/g, ' ').trim().slice(0, MOST_SHOWN)
  keep(state, anchor.href, shown, 'link')
}

function keep(
  state: State,
  href: string | undefined,
  shown: string,
  where: HtmlLink['where'],
): void {
  // Signs that browsers leave out of an address hide it from who reads it.
  const plain = href?.replace(/[\t\n\r]/g, '').trim() ?? ''
  if (plain === '' || plain.startsWith('#') || /^cid:/i.test(plain)) return
  if (state.links.length >= MOST_LINKS) state.more++
  else state.links.push({ href: plain, shown, where })
}
