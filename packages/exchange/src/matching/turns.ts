import type { MatchKind } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import { currentEpoch } from './ask.ts'
import { sizeOf, type Step } from './rules.ts'
import type { MatchingRow, RoundRow } from './store.ts'

export type Begun = {
  step: Step
  round?: string | undefined
  epoch: number
  kind: MatchKind
  count: number
  bytes: number
  digest: string
  previous: string
  signature: string
  publicKey?: string | undefined
}

/** Which side sends a step, and the state of the round that it comes in. */
export const TURNS = {
  table: { side: 'holder', state: undefined },
  request: { side: 'asker', state: 'begun' },
  reply: { side: 'holder', state: 'asked' },
  hits: { side: 'asker', state: 'answered' },
} as const

/** Throws `conflict` where this side cannot send this step now, and `bad-request` for a kind that was not agreed. */
export function refuseTurn(
  matching: MatchingRow,
  round: RoundRow | undefined,
  by: Actor,
  { step, epoch, kind }: Begun,
  now: Date,
): void {
  const { side, state } = TURNS[step]
  const isOpen = matching.state === 'in-force' && matching.until > now
  if (!isOpen) throw new ExchangeError('conflict', 'this matching is not in force')
  if (matching[side] !== by.memberId)
    throw new ExchangeError(
      'conflict',
      `the side that ${side === 'asker' ? 'asks' : 'holds'} sends this`,
    )
  if (step === 'hits' && matching.terms.learns !== 'both')
    throw new ExchangeError('conflict', 'the holder learns nothing in this matching')
  if (!matching.terms.kinds.includes(kind))
    throw new ExchangeError('bad-request', 'this kind was not agreed', { path: '/body/kind' })
  const isNow = round
    ? round.state === state && round.epoch === epoch && round.kind === kind
    : epoch === currentEpoch(matching, now)
  if (!isNow)
    throw new ExchangeError('conflict', 'this is of another epoch, kind or step than is waited for')
}

/** Throws `bad-request` for another size than was agreed, however many points come. */
export function refuseSize({ terms }: MatchingRow, { step, count, bytes, publicKey }: Begun): void {
  const agreed = sizeOf(step, terms)
  if (count !== agreed.count || bytes !== agreed.bytes)
    throw new ExchangeError(
      'bad-request',
      `a ${step} of this matching has ${agreed.count} items in ${agreed.bytes} bytes`,
      {
        path: count === agreed.count ? '/body/bytes' : '/body/count',
      },
    )
  const needsKey = step === 'table' && terms.lane === 'look-up'
  if (needsKey !== (publicKey !== undefined))
    throw new ExchangeError(
      'bad-request',
      'a table for look-ups names its key, nothing else does',
      {
        path: '/body/publicKey',
      },
    )
}
