/** Names, addresses and hashes of a reading held against names that are watched and indicators that are known here. */
import { parseName } from '../lookalike/name.ts'
import type { Alert } from '../lookalike/alert.ts'
import type { Watch } from '../lookalike/watch.ts'
import { LogScan } from '../match/log-scan.ts'
import type { Indicators } from '../match/indicators.ts'
import { Matcher } from '../match/matcher.ts'
import type { SuspiciousReading } from './reading.ts'

/** A name in it that imitates one of those watched. */
export type Imitation = Pick<Alert, 'name' | 'target' | 'technique' | 'score'> & {
  /** The name imitated is one of whoever asks. */
  readonly isOwn: boolean
}

/** Something in it that an indicator names. */
export type Hit = { readonly value: string; readonly id?: string; readonly source: string }

const MOST_HOSTS = 1000
const MOST_VALUES = 4000

/** Every host of the reading, each once, in small letters and ASCII: senders first, then links and what they carry. */
export function hostsOf(reading: SuspiciousReading): string[] {
  const hosts = new Set<string>()
  const add = (host: string | undefined): void => {
    const name = host === undefined ? undefined : parseName(host)?.name
    if (name !== undefined && hosts.size < MOST_HOSTS) hosts.add(name)
  }
  for (const box of mailboxesOf(reading)) add(box.split('@').at(-1))
  for (const { domain } of reading.mails.flatMap(({ signatures = [] }) => signatures)) add(domain)
  for (const { host, carries, steps } of reading.links) {
    add(host)
    for (const url of [...carries, ...steps.map((step) => step.url)]) add(hostIn(url))
  }
  return [...hosts]
}

export function hostIn(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase()
}

/** Who wrote and who is to be answered, and those that the words name, in small letters. */
export function mailboxesOf({ mails, mailboxes, quoted }: SuspiciousReading): string[] {
  const heads = mails.flatMap(({ from, sender, replyTo, returnPath }) => [
    ...[...from, ...(sender ? [sender] : []), ...replyTo].map(({ address }) => address),
    ...(returnPath === undefined ? [] : [returnPath.replace(/[<>]/g, '').toLowerCase()]),
  ])
  const copied = /[^\s<>"']{1,64}@[^\s<>"',;]{1,255}/.exec(quoted?.from ?? '')?.[0]?.toLowerCase()
  return [...new Set([...heads, ...(copied ? [copied] : []), ...mailboxes])].filter((box) =>
    box.includes('@'),
  )
}

/** The hosts that imitate a name of `own`, and of `others` where those may be looked for; the surest first. */
export function findImitations(
  hosts: readonly string[],
  own: Watch | undefined,
  others?: Watch,
): Imitation[] {
  const found = new Map<string, Imitation>()
  for (const [watch, isOwn] of [
    [own, true],
    [others, false],
  ] as const) {
    if (!watch) continue
    for (const host of hosts) {
      const alert = found.has(host) ? null : watch.look(host)
      if (alert) {
        const { name, target, technique, score } = alert
        found.set(host, { name, target, technique, score, isOwn })
      }
    }
  }
  return [...found.values()].toSorted(
    (a, b) => Number(b.isOwn) - Number(a.isOwn) || b.score - a.score,
  )
}

/** All that an indicator could name, each once: hosts, addresses, mailboxes, hashes. */
export function valuesOf(reading: SuspiciousReading): string[] {
  const urls = reading.links.flatMap(({ url, carries, steps }) => [
    ...(url ? [url] : []),
    ...carries,
    ...steps.map((step) => step.url),
  ])
  const hashes = reading.files.flatMap(({ sha256, sha1, md5 }) => [sha256, sha1, md5])
  const ips = reading.links.flatMap(({ host }) =>
    host && /^[\d.]+$|^\[/.test(host) ? [host.replace(/^\[|\]$/g, '')] : [],
  )
  const all = [
    ...hostsOf(reading),
    ...urls,
    ...mailboxesOf(reading),
    ...hashes,
    reading.sha256,
    ...ips,
  ]
  return [...new Set(all)].filter((one) => !/[\r\n]/.test(one)).slice(0, MOST_VALUES)
}

/** What of the values the indicators name, which must be built; each value and indicator once. */
export function findHits(
  values: readonly string[],
  indicators: Indicators,
  now: () => number,
): Hit[] {
  const hits = new Map<string, Hit>()
  const scan = new LogScan(new Matcher(indicators, { now }), {
    now,
    isPlain: true,
    onFormat: () => {},
    onHits: (found) => {
      for (const { value, line, indicator } of found) {
        const said = value === '' ? values[line - 1]! : value
        const { id, source } = indicator
        hits.set(`${said} ${id ?? `${source} ${indicator.line}`}`, {
          value: said,
          ...(id === undefined ? {} : { id }),
          source: `${source}, line ${indicator.line}`,
        })
      }
    },
  })
  scan.push(Buffer.from(`${values.join('\n')}\n`))
  scan.end()
  return [...hits.values()]
}
