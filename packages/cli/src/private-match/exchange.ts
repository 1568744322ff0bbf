import {
  beginMessage,
  fillPath,
  finishMessage,
  getMatching,
  getPart,
  MATCH_PART,
  type MatchingPage,
  type MatchKind,
  type MatchMessage,
  sendPart,
  type Client,
} from '@tocsin/api'
import {
  digestBody,
  digestMessage,
  type MatchContext,
  type MessageHead,
  signMessage,
  verifyMessage,
  type PartyKeys,
} from '@tocsin/psi'
import { memberClient } from '../operator-client.ts'

/** One side's own machine as it speaks with the exchange; what it sends is blinded, what it keeps stays here. */
export type Side = {
  readonly url: string
  readonly client: Client
  readonly keys: PartyKeys
}

export function openSide(url: string, keys: PartyKeys): Side {
  return { url: url.replace(/\/$/, ''), client: memberClient(url.replace(/\/$/, '')), keys }
}

/** A matching that is in force, and its context for a kind. Throws for one that is not, another kind, or keys of somebody else. */
export async function readInForce(
  { client, keys }: Pick<Side, 'client' | 'keys'>,
  id: string,
  kind: MatchKind,
  own: 'asker' | 'holder',
): Promise<MatchingPage & { context: MatchContext; otherKey: string }> {
  const page = await client(getMatching, { params: { id } })
  const { matching } = page
  const { terms, epoch, askerKey, holderKey, state } = matching
  if (matching.own !== own)
    throw new Error(
      `in this matching your organisation is the one that ${own === 'asker' ? 'holds' : 'asks'}`,
    )
  if (epoch === undefined) throw new Error(`this matching is not in force: ${state}`)
  if (!terms.kinds.includes(kind))
    throw new Error(`${kind} was not agreed; agreed were ${terms.kinds.join(', ')}`)
  const [ownKey, otherKey] = own === 'asker' ? [askerKey, holderKey] : [holderKey, askerKey]
  if (ownKey !== keys.publicKey)
    throw new Error('these are not the keys that your organisation agreed by')
  const { lane, learns, platform } = terms
  const context = { agreement: id, epoch, kind, platform, lane, learns }
  return { ...page, context, otherKey: otherKey! }
}

/** The head of a message as it was signed. */
export function headOf({ step, round, count, digest, previous }: MatchMessage): MessageHead {
  return { step, round: round ?? '', count, digest, previous }
}

/** What the next message names of this one. */
export function nameOf(message: MatchMessage, context: MatchContext): string {
  return digestMessage(headOf(message), context)
}

type Outgoing = Omit<MessageHead, 'digest'> & { readonly body: Buffer; readonly publicKey?: string }

/** Signs a message and sends it in parts. */
export async function sendMessage(
  { client, keys }: Side,
  context: MatchContext,
  { step, round, count, previous, body, publicKey }: Outgoing,
): Promise<MatchMessage> {
  const digest = digestBody(body)
  const head = { step, round, count, digest, previous }
  const { agreement: id, epoch, kind } = context
  const message = await client(beginMessage, {
    params: { id },
    body: {
      step,
      ...(round === '' ? {} : { round }),
      epoch,
      kind,
      count,
      bytes: body.length,
      digest,
      previous,
      signature: signMessage(head, context, keys.secretKey),
      ...(publicKey === undefined ? {} : { publicKey }),
    },
  })
  for (let seq = 0; seq < message.parts; seq++) {
    const part = Uint8Array.from(body.subarray(seq * MATCH_PART, (seq + 1) * MATCH_PART))
    await client(sendPart, { params: { id: message.id, seq }, body: new Blob([part]) })
  }
  return client(finishMessage, { params: { id: message.id } })
}

/** Fetches a message of the other side and verifies that it is the one that is waited for. Throws `PsiError`. */
export async function receiveMessage(
  side: Side,
  context: MatchContext,
  message: MatchMessage,
  { previous, otherKey }: { previous: string; otherKey: string },
): Promise<Buffer> {
  const body = Buffer.allocUnsafe(message.bytes)
  let at = 0
  for (let seq = 0; seq < message.parts; seq++) {
    const part = await fetchPart(side, message.id, seq)
    if (at + part.length > body.length) break
    at += part.copy(body, at)
  }
  const { step, round, count } = headOf(message)
  const received = { ...headOf(message), signature: message.signature, body: body.subarray(0, at) }
  verifyMessage(received, { step, round, count, previous }, context, otherKey)
  return body
}

async function fetchPart({ url }: Side, id: string, seq: number): Promise<Buffer> {
  const reply = await fetch(url + fillPath(getPart.path, { id, seq }), {
    headers: { authorization: `Bearer ${process.env.TOCSIN_KEY}` },
  })
  if (!reply.ok) throw new Error(`the exchange answers ${reply.status} for a part of a message`)
  return Buffer.from(await reply.arrayBuffer())
}
