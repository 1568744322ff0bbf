import { hash } from 'node:crypto'
import { isIdentifierKind, type IdentifierKind } from './identifiers/kinds.ts'
import { PsiError } from './errors.ts'

export const PROTOCOL = 'tocsin-psi-1'

/** `look-up` verifies each answer (RFC 9497, VOPRF); `bulk` is fast (X25519) and trusts the other side to follow the protocol. */
export type Lane = 'look-up' | 'bulk'
/** `receiver`: whoever asks learns which of its items hit. `both`: the holder too. `count`: whoever asks learns how many. */
export type Learns = 'receiver' | 'both' | 'count'

/** What every hash, key and message of a match is bound to: of another agreement, epoch or kind nothing fits. */
export type MatchContext = {
  readonly agreement: string
  readonly epoch: number
  readonly kind: IdentifierKind
  /** Platform whose handles or accounts these are; empty where it makes no difference. */
  readonly platform: string
  readonly lane: Lane
  readonly learns: Learns
}

/** 32 bytes that stand for a context. Throws `wrong-context` for one that is none. */
export function digestContext(context: MatchContext): Buffer {
  const { agreement, epoch, kind, platform, lane, learns } = context
  const isOne = isIdentifierKind(kind) && Number.isSafeInteger(epoch) && epoch >= 0
  if (!isOne)
    throw new PsiError('wrong-context', 'a match is of a kind and in an epoch, counted from 0')
  const text = JSON.stringify([PROTOCOL, agreement, epoch, kind, platform, lane, learns])
  return hash('sha256', text, 'buffer')
}
