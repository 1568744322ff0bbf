/**
 * Sealed decisions: what a member decided about a release, which only it can open, or two of three key holders together.
 *
 *     commitment = SHA-256("tocsin/decision/v1" || 0x00 || about || 0x00 || padded decision)
 *
 * The commitment binds the decision before anybody opens it, so that whoever opens it can show nothing else. Everything is encrypted
 * about one release and one member: an envelope that is passed off as about another does not open.
 */
import { combine, split } from 'shamir-secret-sharing'
import { concat, fromText, isEqual, toText, type Bytes } from '../encoding.ts'
import { ProofError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { formatEnvelope, HOLDERS, pad, parseEnvelope, unpad } from './envelope.ts'
import { makeDecisionKey, openWith, sealTo } from './hpke.ts'

const LABEL = fromText('tocsin/decision/v1')
const ZERO = Uint8Array.of(0)
const OWN = 'tocsin/decision/own'
const OPENER = 'tocsin/decision/opener'
const holderPurpose = (place: number) => `tocsin/decision/holder/${place}`

/** What a decision is about, as it is bound into its envelope. */
export function aboutOf(releaseId: string, memberId: string): string {
  return `release:${releaseId} member:${memberId}`
}

/** A decision as it is handed in: neither part tells what was decided. */
export type SealedDecision = { envelope: Bytes; commitment: Bytes }

/** What was decided, and the bytes that its commitment is over. */
export type OpenedDecision = { text: string; padded: Bytes }

/**
 * Seals a decision's text to the member's own key and to three key holders, or to none. Throws `malformed-decision` for a text that is
 * too long and `malformed-key`.
 */
export async function sealDecision(
  about: string,
  text: string,
  { own, holders }: { own: string; holders: readonly string[] },
): Promise<SealedDecision> {
  if (holders.length !== 0 && holders.length !== HOLDERS)
    throw new RangeError(`a decision has ${HOLDERS} key holders, or none`)
  const padded = pad(text, crypto.getRandomValues(new Uint8Array(32)))
  const key = crypto.getRandomValues(new Uint8Array(32))
  // Shares of a key that opens nothing go where there is no holder.
  const shared = holders.length > 0 ? key : crypto.getRandomValues(new Uint8Array(32))
  const shares = await split(shared, HOLDERS, 2)
  const toHolders: Bytes[] = []
  for (const [i, share] of shares.entries()) {
    const to = holders[i] ?? (await makeDecisionKey()).publicKey
    toHolders.push(await sealTo(to, share, { purpose: holderPurpose(i), about }))
  }
  const envelope = formatEnvelope({
    own: await sealTo(own, key, { purpose: OWN, about }),
    holders: toHolders,
    body: await encrypt(key, padded, about),
  })
  return { envelope, commitment: commitmentTo(about, padded) }
}

/**
 * A decision opened with the member's own private key and compared with what was committed to. Throws `not-opened`,
 * `wrong-payload` where it is not what was committed to, `malformed-decision`, `malformed-key`.
 */
export async function openDecision(
  about: string,
  { envelope, commitment }: { envelope: Uint8Array; commitment: Uint8Array },
  privateKey: JsonWebKey,
): Promise<OpenedDecision> {
  const { own, body } = parseEnvelope(envelope)
  const key = await openWith(privateKey, own, { purpose: OWN, about })
  return openBody(about, body, key, commitment)
}

/** A key holder's share of a decision, encrypted anew to whoever is to open it. Throws `not-opened`, `malformed-key`. */
export async function passShareOn(
  about: string,
  envelope: Uint8Array,
  { place, privateKey, opener }: { place: number; privateKey: JsonWebKey; opener: string },
): Promise<Bytes> {
  const sealed = parseEnvelope(envelope).holders[place]
  if (!sealed) throw new RangeError(`there is no key holder ${place}`)
  const share = await openWith(privateKey, sealed, { purpose: holderPurpose(place), about })
  return sealTo(opener, share, { purpose: OPENER, about })
}

/** A decision opened by shares of two key holders that were passed on to `privateKey`. Throws as `openDecision`. */
export async function openByShares(
  about: string,
  { envelope, commitment }: { envelope: Uint8Array; commitment: Uint8Array },
  { passed, privateKey }: { passed: readonly Uint8Array[]; privateKey: JsonWebKey },
): Promise<OpenedDecision> {
  const shares: Bytes[] = []
  for (const one of passed) shares.push(await openWith(privateKey, one, { purpose: OPENER, about }))
  let key: Bytes
  try {
    key = Uint8Array.from(await combine(shares))
  } catch (cause) {
    throw new ProofError('not-opened', 'two different shares are needed', { cause })
  }
  return openBody(about, parseEnvelope(envelope).body, key, commitment)
}

async function openBody(
  about: string,
  body: Bytes,
  key: Bytes,
  commitment: Uint8Array,
): Promise<OpenedDecision> {
  let padded: Bytes
  try {
    const secret = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
    const how = { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: fromText(about) }
    padded = new Uint8Array(await crypto.subtle.decrypt(how, secret, body))
  } catch (cause) {
    throw new ProofError('not-opened', 'this key does not open it', { cause })
  }
  if (!isEqual(commitmentTo(about, padded), commitment))
    throw new ProofError('wrong-payload', 'this is not the decision that was committed to')
  return { text: toText(unpad(padded)), padded }
}

async function encrypt(key: Bytes, padded: Bytes, about: string): Promise<Bytes> {
  const secret = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  // The key is used for this one message, so the nonce may be fixed.
  const how = { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: fromText(about) }
  return new Uint8Array(await crypto.subtle.encrypt(how, secret, padded))
}

/** What binds a decision before it is opened: 32 bytes. */
export function commitmentTo(about: string, padded: Uint8Array): Bytes {
  return Uint8Array.from(sha256(concat(LABEL, ZERO, fromText(about), ZERO, padded)))
}
