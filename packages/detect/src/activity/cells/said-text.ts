/** What a text cell says: parts of a list joined, the words of a page's markup without it. */
import { readLiteral, type Literal } from './literal.ts'

const PARTS = /^\s*[[{]/
const MARKUP = /^\s*<(?:p|div|span|a|br|b|i|em|strong|blockquote|ul|ol|h\d)\b[^>]*>/i
const TEXT_FIELDS = ['text', 'simpleText', 'plain_text', 'content', 'value']
const LIST_FIELDS = ['runs', 'parts', 'ops', 'blocks', 'children']

/** The text as it stands, where it is neither parts nor markup. */
export function saidText(cell: string): string {
  if (PARTS.test(cell)) {
    const value = readLiteral(cell)
    const joined = value !== undefined && typeof value === 'object' ? join(value) : null
    return joined ?? cell
  }
  return MARKUP.test(cell) ? fromMarkup(cell) : cell
}

/** Null where a list holds anything that is no part of a text: it is then a text that looks like one. */
function join(value: Literal): string | null {
  if (typeof value === 'string') return value
  if (value === null || typeof value === 'boolean') return null
  if (Array.isArray(value)) {
    const parts = (value as readonly Literal[]).map((part) =>
      typeof part === 'string' || isRecord(part) ? join(part) : null,
    )
    const whole = value.some((part: Literal) => isRecord(part) || /\D/.test(String(part)))
    return whole && parts.every((part) => part !== null) ? parts.join('') : null
  }
  const fields = value as { [name: string]: Literal }
  for (const name of TEXT_FIELDS) {
    const text = fields[name]
    if (typeof text === 'string') return text
  }
  for (const name of LIST_FIELDS) if (Array.isArray(fields[name])) return join(fields[name])
  return null
}

function isRecord(value: Literal): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A tag. It has no `<` inside, so that a text of nothing but those is gone through once. */
const TAG = /<(\/?)([a-z][a-z0-9]*)?([^<>]*)>/gi
const LINE_END = /^(?:p|div|li|blockquote|h\d)$/

/** A link's address stands in for its words, which are often cut short; a mention or a hashtag is its words. */
function fromMarkup(html: string): string {
  const said: string[] = []
  let link: { readonly href: string | undefined; readonly from: number } | null = null
  let read = 0
  for (const { 0: tag, 1: slash, 2: written = '', 3: attributes, index } of html.matchAll(TAG)) {
    said.push(html.slice(read, index))
    read = index + tag.length
    const name = written.toLowerCase()
    const isEnd = slash !== ''
    if (name === 'br' || (isEnd && LINE_END.test(name))) said.push('\n')
    if (name !== 'a') continue
    if (isEnd && link !== null) said.push(linkText(link.href, said.splice(link.from).join('')))
    link = isEnd ? null : { href: hrefOf(attributes!), from: said.length }
  }
  said.push(html.slice(read))
  return decodeEntities(said.join('')).trim()
}

function hrefOf(attributes: string): string | undefined {
  return /href\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1]
}

function linkText(href: string | undefined, words: string): string {
  return href === undefined || /^\s*[@#＃]/.test(words) ? words : ` ${href} `
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** The characters that HTML spells out. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, ...groups) => {
    const [decimal, hex, name] = groups as (string | undefined)[]
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex!, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
