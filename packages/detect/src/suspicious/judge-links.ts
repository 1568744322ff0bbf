/** What links try: to look like another, to hide where they lead, to run something. Pure. */
import { domainToUnicode } from 'node:url'
import { isIP } from 'node:net'
import { isOwnable, registeredOf, type FoundLink } from './found-links.ts'
import { isBelow } from './hops.ts'
import type { Finding, FindingCode, JudgeFacts, Level } from './judgement.ts'
import { hostIn } from './matching.ts'
import type { SuspiciousReading } from './reading.ts'
import { toUrl } from './unwrap.ts'

type Add = (level: Level, code: FindingCode, values?: Finding['values']) => void

export function judgeLinks(
  { links }: SuspiciousReading,
  facts: Pick<JudgeFacts, 'ownDomains' | 'common'>,
): Finding[] {
  const found: Finding[] = []
  const add: Add = (level, code, values = {}) => found.push({ code, level, values })
  for (const link of links) judgeLink(link, facts, add)
  return found
}

function judgeLink(
  link: FoundLink,
  { ownDomains, common }: Pick<JudgeFacts, 'ownDomains' | 'common'>,
  add: Add,
): void {
  const { url, host, steps, asks, carries, fault, where } = link
  if (url === undefined) {
    if (where !== 'words')
      add('note', 'link-unread', { written: link.written.slice(0, 200), why: fault ?? '' })
    return
  }
  judgeScheme(url, add)
  if (host === undefined) return
  for (const { by } of steps) add('note', 'unwrapped', { by, host })
  judgeShown(link, host, add)
  judgeHost(host, add)
  const read = new URL(url)
  if (read.username !== '')
    add('danger', 'user-in-link', { shown: decodedUser(read.username), host })
  if (read.port !== '') add('caution', 'odd-port', { host, port: read.port })
  if (asks !== undefined)
    add(where === 'picture' ? 'note' : 'caution', 'cannot-unwrap', { by: asks, host })
  for (const carried of carries.slice(0, 5)) {
    const to = hostIn(carried) ?? carried
    // A page that names itself in its own address leads nowhere else.
    if (registeredOf(to) !== registeredOf(host)) add('caution', 'leads-on', { host, to })
  }
  if (isBelow(host, ownDomains)) add('note', 'own-host', { host })
  else if (common.includes(host)) add('note', 'common-host', { host })
}

function decodedUser(user: string): string {
  try {
    return decodeURIComponent(user).slice(0, 200)
  } catch {
    return user.slice(0, 200)
  }
}

function judgeScheme(url: string, add: Add): void {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)![1]!.toLowerCase()
  if (['http', 'https', 'mailto', 'tel', 'sms', 'ftp'].includes(scheme)) return
  if (
    ['javascript', 'data', 'vbscript', 'file', 'blob', 'ms-msdt', 'search-ms', 'smb'].includes(
      scheme,
    )
  )
    add('danger', 'runs', { scheme })
  else add('caution', 'odd-scheme', { scheme })
}

/** A reader sees the name of one place and is led to another. */
function judgeShown({ shown }: FoundLink, host: string, add: Add): void {
  if (shown === undefined || /\s/.test(shown)) return
  const seen = toUrl(shown)?.hostname
  if (seen === undefined || !isOwnable(seen)) return
  if (registeredOf(seen) !== registeredOf(host))
    add('danger', 'shown-differs', { shown: seen, host })
}

function judgeHost(host: string, add: Add): void {
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) return add('caution', 'number-host', { host })
  if (!host.includes('xn--')) return
  const seen = domainToUnicode(host)
  const mixed = seen.split('.').some(isMixed)
  add(mixed ? 'danger' : 'caution', mixed ? 'mixed-letters' : 'foreign-letters', { host, seen })
}

/** Whether one label is written in letters of several scripts that look alike. */
function isMixed(label: string): boolean {
  const scripts = [
    /\p{Script=Latin}/u,
    /\p{Script=Cyrillic}/u,
    /\p{Script=Greek}/u,
    /\p{Script=Armenian}/u,
    /\p{Script=Cherokee}/u,
  ]
  return scripts.filter((script) => script.test(label)).length > 1
}
