/**
 * Signatures of a mail checked again: DKIM (RFC 6376) with RSA and Ed25519 (RFC 8463), by keys that a resolver hands over. What a mail
 * was signed with it keeps when it is forwarded as an attachment, so that this needs nobody's word. Keys below 1024 bits and SHA-1 are
 * refused (RFC 8301). Cost: the body is brought into form once for each way, and hashed once for each signature, of which there are few.
 */
import { createHash } from 'node:crypto'
import { fieldsOf, type Field } from './fields.ts'
import {
  canonicalBody,
  findKey,
  isName,
  isSignedBy,
  type ResolveTxt,
  signedHead,
  tagsOf,
} from './signing.ts'

export type Signature = {
  /** Who signed; as the header says it where it could not be read. */
  readonly domain: string
  readonly result: 'pass' | 'fail' | 'none' | 'unasked'
  /** Which check failed, or why none could be made. */
  readonly why?:
    | 'malformed'
    | 'body-changed'
    | 'headers-changed'
    | 'no-key'
    | 'key-revoked'
    | 'weak'
    | 'expired'
    | 'from-unsigned'
    | 'no-answer'
  /** Whether more of the body follows what was signed (`l=`). */
  readonly isPartial?: boolean
  /** Of one that holds: fields of which it covers every line that the mail has, in small letters. */
  readonly over?: readonly string[]
}

const MOST_SIGNATURES = 8

/** Checks each signature of the mail, at most eight, the topmost first. */
export async function verifySignatures(
  bytes: Uint8Array,
  resolve: ResolveTxt,
  now: Date,
): Promise<Signature[]> {
  const { fields, body } = fieldsOf(bytes)
  const signed = fields.filter(({ key }) => key === 'dkim-signature').slice(0, MOST_SIGNATURES)
  const forms = new Map<string, string>()
  const checked: Signature[] = []
  for (const field of signed)
    checked.push(await verifyOne({ field, fields, body, forms, resolve, now }))
  return checked
}

type Asked = {
  field: Field
  fields: readonly Field[]
  body: Uint8Array
  /** The body by the way in which it was brought into form. */
  forms: Map<string, string>
  resolve: ResolveTxt
  now: Date
}

async function verifyOne({ field, fields, body, forms, resolve, now }: Asked): Promise<Signature> {
  const tags = tagsOf(field.value)
  const domain = (tags.get('d') ?? '').toLowerCase()
  const fail = (why: NonNullable<Signature['why']>): Signature => ({ domain, result: 'fail', why })
  const [algorithm, selector] = [tags.get('a') ?? '', tags.get('s') ?? '']
  const names = (tags.get('h') ?? '')
    .toLowerCase()
    .split(':')
    .map((name) => name.trim())
  const isWhole = ['b', 'bh', 'h'].every((tag) => tags.has(tag))
  const isCounted = ['l', 't', 'x'].every((tag) => /^\d{1,76}$/.test(tags.get(tag) ?? '0'))
  if (!isWhole || !isCounted || !isName(domain) || !isName(selector) || tags.get('v') !== '1')
    return { domain: domain.slice(0, 253), result: 'none', why: 'malformed' }
  if (algorithm !== 'rsa-sha256' && algorithm !== 'ed25519-sha256')
    return { domain, result: 'none', why: algorithm === 'rsa-sha1' ? 'weak' : 'malformed' }
  if (!names.includes('from')) return fail('from-unsigned')
  const [headWay = 'simple', bodyWay = 'simple'] = (tags.get('c') ?? 'simple/simple').split('/')
  const whole = forms.get(bodyWay) ?? canonicalBody(body, bodyWay)
  forms.set(bodyWay, whole)
  const length = tags.has('l') ? Number(tags.get('l')) : whole.length
  const isPartial = length < whole.length
  // More than there is was cut off on the way (RFC 6376, 3.5).
  if (length > whole.length) return fail('body-changed')
  const hashed = createHash('sha256').update(whole.slice(0, length), 'latin1').digest('base64')
  if (hashed !== tags.get('bh')!.replace(/\s+/g, '')) return fail('body-changed')
  const key = await findKey(`${selector}._domainkey.${domain}`, algorithm, resolve)
  if (typeof key === 'string')
    return { domain, result: key === 'no-answer' ? 'unasked' : 'none', why: key }
  const head = signedHead(field, fields, names, headWay)
  const sealed = Buffer.from(tags.get('b')!.replace(/\s+/g, ''), 'base64')
  const data = Buffer.from(head, 'latin1')
  if (!isSignedBy(key, algorithm, data, sealed)) return fail('headers-changed')
  if (tags.has('x') && Number(tags.get('x')) * 1000 < now.getTime())
    return { domain, result: 'none', why: 'expired' }
  const over = coveredBy(names, fields)
  return { domain, result: 'pass', over, ...(isPartial ? { isPartial } : {}) }
}

/** Fields that are named at least as often as the mail has them: no line of theirs was put in afterwards. */
function coveredBy(names: readonly string[], fields: readonly Field[]): string[] {
  const countOf = (all: readonly string[], one: string) => all.filter((name) => name === one).length
  const there = fields.map(({ key }) => key)
  return [...new Set(names)].filter((name) => {
    const count = countOf(there, name)
    return count > 0 && countOf(names, name) >= count
  })
}
