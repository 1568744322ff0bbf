/**
 * The chain of seals of a mail (ARC, RFC 8617) computed again: its shape, the seal of every instance, the newest message signature, and
 * those before it, which a server that changes a mail breaks. Whoever forwards a mail seals what it says it checked: a chain that holds shows
 * who sealed, that nobody changed those words since, and that the mail is as the last of them passed it on. Whether what they say is so
 * it does not show.
 *
 * Cost: one hash of the body for each signature, and one look-up for each key; no more than `MOST_SETS` instances.
 */
import { createHash } from 'node:crypto'
import { fieldsOf, type Field } from './fields.ts'
import { readStated, type Stated } from './hops.ts'
import {
  canonicalBody,
  canonicalField,
  findKey,
  isName,
  isSignedBy,
  type ResolveTxt,
  signedHead,
  tagsOf,
} from './signing.ts'

/** Whether a signature holds; `unasked` where its key could not be fetched. */
type ArcCheck = 'holds' | 'broken' | 'no-key' | 'unasked'

/** One instance: who sealed it, what was recomputed, and what it says was checked before, which only its header claims. */
export type ArcSet = {
  readonly instance: number
  readonly sealer: string
  readonly seal: ArcCheck
  /** The message signature: the mail as this server passed it on. */
  readonly message: ArcCheck
  /** What the seal says of the chain before it. */
  readonly said: string
  readonly claims: Stated['results']
  readonly claimedBy: string
}

export type ArcChain = {
  /** `unknown`: a key could not be fetched just now. */
  readonly result: 'pass' | 'fail' | 'unknown'
  readonly why?: 'shape' | 'said-failed' | 'message' | 'seal'
  /** The instance at which it fails. */
  readonly at?: number
  /** Empty where its shape is none, since nobody knows then which lines belong together. */
  readonly sets: readonly ArcSet[]
}

/** RFC 8617, 5.1: more are refused. */
const MOST_SETS = 50

const LINES = {
  'arc-authentication-results': 'results',
  'arc-message-signature': 'message',
  'arc-seal': 'seal',
} as const

type Lines = Record<(typeof LINES)[keyof typeof LINES], Field>

type Mail = {
  readonly fields: readonly Field[]
  readonly body: Uint8Array
  readonly forms: Map<string, string>
  readonly resolve: ResolveTxt
}

/** How many lines of seals a mail carries, sound or not. */
export function countSeals(fields: readonly Field[]): number {
  return fields.filter(({ key }) => key === 'arc-seal').length
}

/** Recomputes the chain; null where the mail carries no line of one. */
export async function verifyChain(
  bytes: Uint8Array,
  resolve: ResolveTxt,
): Promise<ArcChain | null> {
  const { fields, body } = fieldsOf(bytes)
  if (!fields.some(({ key }) => key in LINES)) return null
  const lines = setsOf(fields)
  if (lines === undefined) return { result: 'fail', why: 'shape', sets: [] }
  const mail: Mail = { fields, body, forms: new Map(), resolve }
  const sets: ArcSet[] = []
  for (const [i, one] of lines.entries()) {
    const seal = tagsOf(one.seal.value)
    const { by, results } = readStated(one.results.value.replace(/^[^;]*;/, ''))
    sets.push({
      instance: i + 1,
      sealer: (seal.get('d') ?? '').toLowerCase().slice(0, 253),
      seal: await checkSeal(lines.slice(0, i + 1), mail),
      message: await checkMessage(one.message, mail),
      said: (seal.get('cv') ?? '').toLowerCase().slice(0, 20),
      claims: results,
      claimedBy: by,
    })
  }
  return { ...judge(sets), sets }
}

/** RFC 8617, 5.2, in its order: what the chain says of itself, the newest message signature, the seals from the newest down. */
function judge(sets: readonly ArcSet[]): Omit<ArcChain, 'sets'> {
  const newest = sets.at(-1)!
  if (newest.said === 'fail') return { result: 'fail', why: 'said-failed', at: newest.instance }
  const odd = sets.find(({ said, instance }) => said !== (instance === 1 ? 'none' : 'pass'))
  if (odd) return { result: 'fail', why: 'shape', at: odd.instance }
  if (newest.message === 'broken' || newest.message === 'no-key')
    return { result: 'fail', why: 'message', at: newest.instance }
  const broken = sets.findLast(({ seal }) => seal === 'broken' || seal === 'no-key')
  if (broken) return { result: 'fail', why: 'seal', at: broken.instance }
  const isKnown = newest.message === 'holds' && sets.every(({ seal }) => seal === 'holds')
  return { result: isKnown ? 'pass' : 'unknown' }
}

/** The lines of each instance in order; undefined unless there is exactly one of each kind for every instance from 1 on. */
function setsOf(fields: readonly Field[]): Lines[] | undefined {
  const sets = new Map<number, Partial<Lines>>()
  for (const field of fields) {
    if (!(field.key in LINES)) continue
    const kind = LINES[field.key as keyof typeof LINES]
    const instance = instanceOf(field, kind)
    const set = instance === undefined ? undefined : (sets.get(instance) ?? {})
    if (set === undefined || set[kind] !== undefined) return undefined
    set[kind] = field
    sets.set(instance!, set)
  }
  const lines: Lines[] = []
  for (let instance = 1; instance <= sets.size; instance++) {
    const { results, message, seal } = sets.get(instance) ?? {}
    if (!results || !message || !seal) return undefined
    lines.push({ results, message, seal })
  }
  return lines
}

function instanceOf({ value }: Field, kind: keyof Lines): number | undefined {
  const text =
    kind === 'results' ? /^\s*i\s*=\s*(\d{1,2})\s*;/i.exec(value)?.[1] : strictTags(value)?.get('i')
  const instance = text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : 0
  return instance >= 1 && instance <= MOST_SETS ? instance : undefined
}

/** Tags of which none stands twice, and nothing else (RFC 6376, 3.2); undefined for anything else. */
function strictTags(value: string): Map<string, string> | undefined {
  const tags = new Map<string, string>()
  const parts = value.split(';')
  if (parts.at(-1)!.trim() === '') parts.pop()
  for (const part of parts) {
    const found = /^\s*([a-z][a-z0-9_]*)\s*=\s*([^;]*?)\s*$/i.exec(part)
    if (!found || tags.has(found[1]!)) return undefined
    tags.set(found[1]!, found[2]!)
  }
  return tags
}

type Signed = {
  readonly tags: ReadonlyMap<string, string>
  readonly algorithm: string
  readonly data: Buffer
}

/** The message signature of an instance: as that of DKIM, but that it has an instance and no version, and covers no seal (4.1.2). */
async function checkMessage(field: Field, mail: Mail): Promise<ArcCheck> {
  const tags = strictTags(field.value)
  if (!tags || !['a', 'b', 'bh', 'd', 'h', 's', 'i'].every((tag) => tags.has(tag))) return 'broken'
  const names = tags
    .get('h')!
    .toLowerCase()
    .split(':')
    .map((name) => name.trim())
  // Nobody could rely on a mail whose From anybody may have put in since.
  if (names.includes('arc-seal') || !names.includes('from')) return 'broken'
  const [headWay = 'simple', bodyWay = 'simple'] = (tags.get('c') ?? 'simple/simple')
    .toLowerCase()
    .split('/')
  if (![headWay, bodyWay].every((way) => way === 'simple' || way === 'relaxed')) return 'broken'
  if (!isTimed(tags)) return 'broken'
  const body = mail.forms.get(bodyWay) ?? canonicalBody(mail.body, bodyWay)
  mail.forms.set(bodyWay, body)
  const length = tags.get('l') ?? String(body.length)
  if (!/^\d{1,15}$/.test(length) || Number(length) > body.length) return 'broken'
  const hashed = createHash('sha256').update(body.slice(0, Number(length)), 'latin1')
  if (hashed.digest('base64') !== tags.get('bh')!.replace(/\s+/g, '')) return 'broken'
  const data = Buffer.from(signedHead(field, mail.fields, names, headWay), 'latin1')
  return check({ tags, algorithm: tags.get('a')!, data }, mail)
}

/** A seal: over all lines of the instances up to its own, in relaxed form, its own last and without what was signed with (5.1.1). */
async function checkSeal(sets: readonly Lines[], mail: Mail): Promise<ArcCheck> {
  const { seal } = sets.at(-1)!
  const tags = strictTags(seal.value)
  if (!tags || !['a', 'b', 'cv', 'd', 's', 'i'].every((tag) => tags.has(tag))) return 'broken'
  // 4.1.3: one that names fields or a body is none.
  if (tags.has('h') || tags.has('bh') || !isTimed(tags)) return 'broken'
  const before = sets.flatMap(({ results, message, seal: one }) =>
    one === seal ? [results, message] : [results, message, one],
  )
  const text = before.map((field) => canonicalField(field, 'relaxed')).join('')
  const own = signedHead(seal, [], [], 'relaxed')
  const data = Buffer.from(text + own, 'latin1')
  return check({ tags, algorithm: tags.get('a')!, data }, mail)
}

function isTimed(tags: ReadonlyMap<string, string>): boolean {
  return /^\d{1,15}$/.test(tags.get('t') ?? '0')
}

async function check({ tags, algorithm, data }: Signed, { resolve }: Mail): Promise<ArcCheck> {
  const [domain, selector] = [tags.get('d')!, tags.get('s')!]
  if (algorithm !== 'rsa-sha256' && algorithm !== 'ed25519-sha256') return 'broken'
  if (!isName(domain) || !isName(selector)) return 'broken'
  const written = tags.get('b')!.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(written)) return 'broken'
  const key = await findKey(`${selector}._domainkey.${domain}`, algorithm, resolve)
  if (typeof key === 'string') return key === 'no-answer' ? 'unasked' : 'no-key'
  return isSignedBy(key, algorithm, data, Buffer.from(written, 'base64')) ? 'holds' : 'broken'
}
