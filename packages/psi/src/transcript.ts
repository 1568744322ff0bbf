import { hash } from 'node:crypto'
import { digestContext, type MatchContext } from './context.ts'
import { PsiError } from './errors.ts'
import { sign, verifySignature } from './party.ts'

/** The messages of a match, in their order: the holder's table of an epoch; then in each round a question, an answer, and for `both` the hits. */
export type Step = 'table' | 'request' | 'reply' | 'hits'

/** What is signed of a message: everything that came before is bound in `previous`. */
export type MessageHead = {
  readonly step: Step
  /** Round that it belongs to; empty for a table. */
  readonly round: string
  /** Padded count of items in it. */
  readonly count: number
  /** SHA-256 of the bytes, hex. */
  readonly digest: string
  /** `digestMessage` of the message before it: the table's for a request; empty for a table. */
  readonly previous: string
}

/** SHA-256 of the bytes of a message, hex. */
export function digestBody(body: Buffer): string {
  return hash('sha256', body, 'hex')
}

/** What stands for a message in the next one and in a receipt: SHA-256 over its head and context, hex. */
export function digestMessage(head: MessageHead, context: MatchContext): string {
  return hash('sha256', toSigned(head, context), 'hex')
}

/** Signs a message of this party; base64. */
export function signMessage(head: MessageHead, context: MatchContext, secretKey: string): string {
  return sign(toSigned(head, context), secretKey).toString('base64')
}

export type Received = MessageHead & { readonly signature: string; readonly body: Buffer }

/**
 * Verifies a message of the other side: its bytes (`wrong-digest`), that it is the step, round and count that is waited for and follows
 * what was sent (`wrong-order`), and its signature over all of that and the context, so that none of another epoch, agreement or kind
 * is taken (`bad-signature`).
 */
export function verifyMessage(
  received: Received,
  expected: Pick<MessageHead, 'step' | 'round' | 'count' | 'previous'>,
  context: MatchContext,
  publicKey: string,
): void {
  const { step, round, count, digest, previous, signature, body } = received
  const isNext =
    step === expected.step &&
    round === expected.round &&
    count === expected.count &&
    previous === expected.previous
  if (!isNext)
    throw new PsiError('wrong-order', `this is not the ${expected.step} that is waited for`)
  if (digestBody(body) !== digest)
    throw new PsiError('wrong-digest', 'the bytes are not those that were signed')
  const head = { step, round, count, digest, previous }
  verifySignature(toSigned(head, context), Buffer.from(signature, 'base64'), publicKey)
}

function toSigned(head: MessageHead, context: MatchContext): Buffer {
  const { step, round, count, digest, previous } = head
  const parts = [digestContext(context).toString('hex'), step, round, count, digest, previous]
  return Buffer.from(JSON.stringify(parts))
}
