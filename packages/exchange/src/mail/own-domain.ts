/**
 * What DNS says now of the domains that our mails come from: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). It is read as it stands
 * there; whether our mail server is among those that SPF names, and what receivers make of it, it does not tell.
 */
import type { OwnMailCheck } from '@tocsin/api'
import { getDomain } from 'tldts'
import { toDkimRecord } from './dkim.ts'
import type { Signing } from './outgoing.ts'

/** TXT records of a name; throws with `code` `ENOTFOUND` or `ENODATA` where there are none, anything else where it could not be asked. */
export type AskTxt = (name: string) => Promise<readonly string[]>

export type OwnDomains = {
  /** Domain of the address that mails are from. */
  from: string
  /** Domain of the address that they come back to, which SPF is asked for. */
  returns: string
  key: Signing | undefined
}

/** The three checks, each with what stands in DNS and, where something is missing, the record to publish. */
export async function checkOwnDomains(domains: OwnDomains, ask: AskTxt): Promise<OwnMailCheck[]> {
  return Promise.all([
    checkSpf(domains.returns, ask),
    checkDkim(domains.key, ask),
    checkDmarc(domains.from, ask),
  ])
}

type Found = { records: readonly string[] } | { fault: string }

async function find(name: string, start: RegExp, ask: AskTxt): Promise<Found> {
  try {
    return { records: (await ask(name)).filter((record) => start.test(record)) }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (code === 'ENOTFOUND' || code === 'ENODATA') return { records: [] }
    return { fault: code || message }
  }
}

async function checkSpf(domain: string, ask: AskTxt): Promise<OwnMailCheck> {
  const found = await find(domain, /^v=spf1( |$)/i, ask)
  const about = { kind: 'spf', name: domain } as const
  if ('fault' in found) return { ...about, state: 'not-asked', fault: found.fault, found: [] }
  const { records } = found
  if (records.length === 1)
    return {
      ...about,
      state: / \+?all(?= |$)/i.test(records[0]!) ? 'wrong' : 'there',
      found: [...records],
    }
  // Two records are as good as none (RFC 7208, 4.5).
  const state = records.length > 1 ? 'wrong' : 'missing'
  return { ...about, state, found: [...records], publish: 'v=spf1 a:YOUR-MAIL-SERVER -all' }
}

async function checkDkim(key: Signing | undefined, ask: AskTxt): Promise<OwnMailCheck> {
  if (!key) return { kind: 'dkim', name: '', state: 'unset', found: [] }
  const { name, value } = toDkimRecord(key)
  const found = await find(name, /(^|;)\s*p\s*=/i, ask)
  const about = { kind: 'dkim', name } as const
  if ('fault' in found) return { ...about, state: 'not-asked', fault: found.fault, found: [] }
  const records = [...found.records]
  if (records.length === 1 && keyOf(records[0]!) === keyOf(value) && !isTesting(records[0]!))
    return { ...about, state: 'there', found: records }
  const state = records.length === 0 ? 'missing' : 'wrong'
  return { ...about, state, found: records, publish: value }
}

/** The public key of a record, without the blanks that it may be folded by. */
function keyOf(record: string): string | undefined {
  return /(?:^|;)\s*p\s*=([^;]*)/i.exec(record)?.[1]?.replace(/\s/g, '')
}

/** Whether a record says that signing is being tried out: receivers then take a mail for one that is not signed (RFC 6376, 3.6.1). */
function isTesting(record: string): boolean {
  const flags = /(?:^|;)\s*t\s*=([^;]*)/i.exec(record)?.[1]?.split(':') ?? []
  return flags.some((flag) => flag.trim() === 'y')
}

/** The policy of the domain itself or, where it has none, of the organisation's (RFC 7489, 6.6.3). */
async function checkDmarc(from: string, ask: AskTxt): Promise<OwnMailCheck> {
  const parent = getDomain(from, { allowPrivateDomains: true })
  const names = [from, ...(parent && parent !== from ? [parent] : [])].map((one) => `_dmarc.${one}`)
  for (const name of names) {
    const found = await find(name, /^v=DMARC1\s*(;|$)/i, ask)
    const about = { kind: 'dmarc', name } as const
    if ('fault' in found) return { ...about, state: 'not-asked', fault: found.fault, found: [] }
    const records = [...found.records]
    if (records.length === 1) return { ...about, state: 'there', found: records }
    if (records.length > 1)
      return { ...about, state: 'wrong', found: records, publish: 'v=DMARC1; p=none' }
  }
  return {
    kind: 'dmarc',
    name: names[0]!,
    state: 'missing',
    found: [],
    publish: 'v=DMARC1; p=none',
  }
}
