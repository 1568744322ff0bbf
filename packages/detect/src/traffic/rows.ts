/** Generated posts as rows a person can read, as CSV or JSON lines, and the truth beside them. */
import { accountName, hashtagName, linkAddress } from './names.ts'
import type { Traffic } from './generate.ts'
import { CLIENTS, DECLARED } from './population.ts'
import { KINDS, type PostColumns } from './posts.ts'
import { NUMBERS } from './stories.ts'
import { composeText, CUSTOM_TEXT, fillTemplate, paraphrase } from './text.ts'

export type PostRow = {
  id: string
  account: string
  /** RFC 3339, UTC. */
  posted_at: string
  kind: (typeof KINDS)[number]
  text: string
  /** Empty where the post has none. */
  link: string
  /** Separated by spaces, without their signs. */
  hashtags: string
  /** Id of the post that this one reshares. */
  reshare_of: string
  client: string
  /** What the account says of itself: empty, `automation` or `organisation`. */
  declared: string
}

const ROW_FIELDS = [
  'id',
  'account',
  'posted_at',
  'kind',
  'text',
  'link',
  'hashtags',
  'reshare_of',
  'client',
  'declared',
] as const satisfies (keyof PostRow)[]

/** All posts as rows, in order of time. */
export function* trafficRows(traffic: Traffic): Generator<PostRow> {
  for (const slice of traffic.slices())
    for (let i = 0; i < slice.length; i++) yield postRow(traffic, slice, i)
}

/** Chunks of a CSV file with a header line (RFC 4180). */
export function* trafficCsv(traffic: Traffic): Generator<string> {
  yield `${ROW_FIELDS.join(',')}\n`
  for (const slice of traffic.slices()) {
    let chunk = ''
    for (let i = 0; i < slice.length; i++) {
      const row = postRow(traffic, slice, i)
      chunk += `${row.id},${row.account},${row.posted_at},${row.kind},${quote(row.text)},${quote(row.link)},${row.hashtags},${row.reshare_of},${row.client},${row.declared}\n`
    }
    if (chunk) yield chunk
  }
}

/** Chunks of a file of JSON lines; fields that are empty are left out. */
export function* trafficJsonl(traffic: Traffic): Generator<string> {
  for (const slice of traffic.slices()) {
    let chunk = ''
    for (let i = 0; i < slice.length; i++) {
      const row = postRow(traffic, slice, i)
      chunk += `${JSON.stringify(row, (_key, value: unknown) => (value === '' ? undefined : value))}\n`
    }
    if (chunk) yield chunk
  }
}

/** What was planted and what only looks like it, as plain data; call it after the posts were read. */
export function trafficTruth(traffic: Traffic): object {
  return {
    seed: traffic.options.seed,
    generator: 'tocsin traffic 1',
    options: traffic.options,
    sources: traffic.sources.map(({ number: _number, ...source }) => ({
      ...source,
      accounts: source.accounts.map(accountName),
    })),
  }
}

/** Post `i` of a slice. */
export function postRow(traffic: Traffic, slice: PostColumns, i: number): PostRow {
  const account = slice.account[i]!
  const link = slice.link[i]!
  const original = slice.original[i]!
  const address = link < 0 ? '' : linkOf(traffic, link)
  let text = textOf(traffic, slice, i)
  let tags = ''
  for (const tag of [slice.hashtag[i]!, slice.hashtag2[i]!]) {
    if (tag < 0) continue
    const name = hashtagOf(traffic, tag)
    text += ` #${name}`
    tags += tags ? ` ${name}` : name
  }
  if (address) text += ` ${address}`
  return {
    id: String(slice.id[i]!),
    account: accountName(account),
    posted_at: rfc3339(slice.time[i]!),
    kind: KINDS[slice.kind[i]!]!,
    text: original < 0 ? text : `RT @${accountName(slice.author[i]!)}: ${text}`,
    link: address,
    hashtags: tags,
    reshare_of: original < 0 ? '' : String(original),
    client: CLIENTS[slice.client[i]!]!,
    declared: DECLARED[traffic.population.declared[account]!]!,
  }
}

let cachedDay = -1
let cachedDate = ''

/** RFC 3339 of an epoch second; the date is kept, since posts come day by day. */
function rfc3339(second: number): string {
  const day = Math.floor(second / 86_400)
  if (day !== cachedDay) {
    cachedDate = new Date(day * 86_400_000).toISOString().slice(0, 11)
    cachedDay = day
  }
  const rest = second - day * 86_400
  const hours = Math.floor(rest / 3600)
  const minutes = Math.floor(rest / 60) % 60
  return `${cachedDate}${TWO[hours]!}:${TWO[minutes]!}:${TWO[rest % 60]!}Z`
}

const TWO = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))

/** The words of post `i`, without its hashtags and link. */
export function textOf(traffic: Traffic, slice: PostColumns, i: number): string {
  const seed = slice.textSeed[i]!
  const custom = Math.floor(seed / CUSTOM_TEXT) - 1
  const text =
    custom >= 0
      ? fillTemplate(traffic.custom.messages[custom]!, seed % CUSTOM_TEXT)
      : composeText(seed)
  const replaced = slice.replaced[i]!
  return replaced > 0 ? paraphrase(text, slice.variant[i]!, replaced / 100) : text
}

function hashtagOf(traffic: Traffic, tag: number): string {
  return tag >= NUMBERS.customTag
    ? traffic.custom.hashtags[tag - NUMBERS.customTag]!
    : hashtagName(tag)
}

function linkOf(traffic: Traffic, link: number): string {
  return link >= NUMBERS.customLink
    ? traffic.custom.links[link - NUMBERS.customLink]!
    : linkAddress(link)
}

function quote(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
