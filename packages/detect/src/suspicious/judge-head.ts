/** What the head of a mail says of who wrote it, and what proves it. Pure. */
import { toPlain } from '../lookalike/glyphs.ts'
import { registeredOf } from './found-links.ts'
import { isBelow } from './hops.ts'
import type { Finding, FindingCode, JudgeFacts, Level } from './judgement.ts'
import type { Mailbox, MailHead } from './reading.ts'

type Add = (level: Level, code: FindingCode, values?: Finding['values']) => void
type Facts = Pick<JudgeFacts, 'ownDomains' | 'ownNames'>

const MIN_NAME = 4

/** `hasInner`: another mail is attached to this one, so that this may be from whoever forwarded it. */
export function judgeHead(
  mail: MailHead,
  facts: Facts,
  { hasInner }: { hasInner: boolean },
): Finding[] {
  const found: Finding[] = []
  const add: Add = (level, code, values = {}) => found.push({ code, level, values })
  const [from] = mail.from
  if (!from) {
    add('danger', 'no-from')
    return found
  }
  if (mail.from.length > 1)
    add('danger', 'several-from', { addresses: mail.from.map(({ address }) => address).join(', ') })
  judgeName(from, facts, add)
  judgeReply(mail, from, add)
  const isProven = judgeProof(mail, from, add)
  if (isBelow(hostOf(from), facts.ownDomains)) {
    if (isProven) add('note', 'really-own', { address: from.address })
    else add(hasInner ? 'caution' : 'danger', 'own-unproven', { address: from.address })
  }
  return found
}

function hostOf({ address }: Mailbox): string {
  return address
    .split('@')
    .at(-1)!
    .replace(/[<>\s]/g, '')
}

/** A name that shows another address than the mail has, or an own name beside a stranger's address. */
function judgeName(from: Mailbox, { ownDomains, ownNames }: Facts, add: Add): void {
  const host = hostOf(from)
  const shown = /[\p{L}\p{N}._%+-]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.){1,9}\p{L}{2,24})/iu.exec(
    from.name,
  )
  const named =
    shown?.[1] ??
    /(?<![\p{L}\p{N}@.-])((?:[\p{L}\p{N}-]{1,63}\.){1,9}(?:gov|us|org|com|net|example))(?![\p{L}\p{N}.-])/iu.exec(
      from.name,
    )?.[1]
  if (named !== undefined && registeredOf(named.toLowerCase()) !== registeredOf(host))
    add('danger', 'name-shows-address', { name: from.name, address: from.address })
  if (isBelow(host, ownDomains)) return
  const plain = ` ${plainWords(from.name)} `
  const own = ownNames.find((name) => {
    const words = plainWords(name)
    return words.length >= MIN_NAME && plain.includes(` ${words} `)
  })
  if (own !== undefined) add('danger', 'says-own-name', { name: own, address: from.address })
}

function plainWords(text: string): string {
  return toPlain(text.normalize('NFKC').toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function judgeReply({ replyTo }: MailHead, from: Mailbox, add: Add): void {
  for (const { address } of replyTo.slice(0, 5)) {
    const host = address.split('@').at(-1)!
    if (registeredOf(host) !== registeredOf(hostOf(from)))
      add('caution', 'reply-differs', { address, from: from.address })
  }
}

/** What own servers and signatures say; whether one of them proves the domain in From. */
function judgeProof(mail: MailHead, from: Mailbox, add: Add): boolean {
  const domain = registeredOf(hostOf(from))
  const trusted = mail.stated.filter(({ isOwn }) => isOwn).flatMap(({ results }) => results)
  const dmarc = trusted.find(({ method }) => method === 'dmarc')
  if (dmarc?.result === 'pass') add('note', 'own-server-pass', { domain: hostOf(from) })
  else if (dmarc?.result === 'fail') add('danger', 'own-server-fail', { domain: hostOf(from) })
  else if (trusted.some(({ method, result }) => method === 'spf' && /fail/.test(result)))
    add('caution', 'own-server-spf', { domain: hostOf(from) })
  if (trusted.length === 0)
    add('note', mail.hops.some(({ isOwn }) => isOwn) ? 'own-server-silent' : 'no-own-server')
  if (!trusted.some(({ method }) => method === 'spf')) judgeSpf(mail, add)
  const bySignature = judgeSignatures(mail, domain, add)
  judgeChain(mail, add)
  const isProven = bySignature || dmarc?.result === 'pass'
  const asks = mail.policy === 'reject' || mail.policy === 'quarantine'
  if (asks && mail.signatures && !isProven) add('caution', 'policy-unmet', { domain: hostOf(from) })
  return isProven
}

/** Where the own server wrote nothing of SPF: what the records say now. It shows where a mail came by, and proves nothing of From. */
function judgeSpf({ spf, hops }: MailHead, add: Add): void {
  if (spf === undefined || !hops.some(({ isOwn }) => isOwn)) return
  const values = { domain: spf?.domain ?? '' }
  if (spf?.result === 'fail' || spf?.result === 'softfail') add('caution', 'spf-fails', values)
  else if (spf?.result === 'pass') add('note', 'spf-passes', values)
  else add('note', 'spf-unknown')
}

function judgeSignatures({ signatures, signed }: MailHead, domain: string, add: Add): boolean {
  if (signed === 0) add('caution', 'unsigned')
  if (signed > 0 && !signatures) add('note', 'not-checked-again')
  let isProven = false
  for (const one of signatures ?? []) {
    const values = { domain: one.domain }
    const isSender = registeredOf(one.domain) === domain
    if (one.result === 'pass') {
      add(
        one.isPartial ? 'caution' : 'note',
        one.isPartial ? 'signed-in-part' : isSender ? 'signed-by-sender' : 'signed-by-other',
        values,
      )
      isProven ||= isSender && one.isPartial !== true
    } else if (one.result === 'fail') add('caution', 'signature-broken', values)
    else if (one.result === 'unasked') add('note', 'signature-unasked', values)
    else
      add(
        one.why === 'expired' ? 'note' : 'caution',
        one.why === 'expired' ? 'signature-expired' : 'signature-unusable',
        values,
      )
  }
  return isProven
}

/** Shown at most of what sealers claim. */
const MOST_CLAIMS = 3

/**
 * What was computed again of the chain (ARC), and apart from it what its lines only claim. Neither proves who wrote the mail: a chain
 * holds as well where a stranger sealed it.
 */
function judgeChain({ chain, seals }: MailHead, add: Add): void {
  if (chain === undefined && seals > 0) add('note', 'chain-not-checked')
  if (!chain) return
  const { result, why, at, sets } = chain
  const last = sets.at(-1)?.sealer ?? ''
  const values = { domain: last, count: String(sets.length), step: String(at ?? 0) }
  if (result === 'unknown') add('note', 'chain-unasked', values)
  else if (result === 'pass') {
    const changed = sets.filter(({ message }) => message !== 'holds').length
    add('note', 'chain-holds', values)
    if (changed > 0) add('note', 'chain-changed-before', { ...values, count: String(changed) })
  } else {
    const code =
      why === 'shape'
        ? 'chain-misshapen'
        : why === 'said-failed'
          ? 'chain-said-failed'
          : why === 'message'
            ? 'chain-changed'
            : 'chain-broken'
    add(why === 'said-failed' ? 'note' : 'caution', code, values)
  }
  for (const { instance, sealer, claimedBy, claims } of sets.slice(0, MOST_CLAIMS)) {
    const said = claims
      .slice(0, 6)
      .map(({ method, result: one, domain }) => `${method}=${one}${domain ? ` (${domain})` : ''}`)
    if (said.length > 0)
      add('note', result === 'pass' ? 'chain-claims' : 'chain-claims-unproven', {
        domain: sealer || claimedBy,
        step: String(instance),
        claims: said.join(', '),
      })
  }
}
