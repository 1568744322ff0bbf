import type { BodyOf, answerDisclosure as route } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { settleOffer } from './instant.ts'
import { faultOfInstant, instantOf, type Party, takesPart } from './rules.ts'
import {
  type DisclosureRow,
  type Locked,
  recordStep,
  tellAsked,
  unseatPart,
  witnessesOf,
  writeAsked,
  writeStanding,
} from './store.ts'
import { inDisclosure } from './verdict.ts'

type Answer = BodyOf<typeof route>

const SAID = {
  agree: 'Agreed to disclose together at this instant',
  alone: 'Opens its own part at an instant of its own',
  decline: 'Declined to disclose together',
  leave: 'Left a joint disclosure, and took its part out',
} as const
const STATES = { agree: 'agreed', alone: 'alone', decline: 'declined', leave: 'left' } as const

/**
 * Answers for the own member; nobody else's instant is touched. Throws `not-found`, `conflict` for what cannot follow on how it stands
 * or once its part opened, or where the joint instant is another than it read, and `bad-request` for one that cannot be.
 */
export async function answerDisclosure(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { answer, opensAt }: Answer,
): Promise<void> {
  await inDisclosure(ctx, who, { id, act: 'disclosure.answer' }, async (tx, locked) => {
    const { row, own } = locked
    const standing = instantOf(own!, row.opens_at)
    refuseOutOfTurn(own!, answer, { standing, now: ctx.clock.now() })
    const instant = refuseInstant(ctx, row, { answer, opensAt })
    await writeStanding(tx, id, who.memberId, {
      state: STATES[answer],
      own_opens_at: answer === 'alone' ? instant! : null,
      // A yes to another instant was given as one who was bound by the old one: it does not outlive that.
      accepted_offer: 0,
      ...(answer === 'leave' || answer === 'decline' ? { handed_in: false } : {}),
    })
    if (answer === 'leave') await unseatPart(tx, id, who.memberId, 'taken-out')
    await settle(tx, ctx, who, locked, { answer, instant })
  })
}

function refuseOutOfTurn(
  own: Party,
  answer: Answer['answer'],
  { standing, now }: { standing: Date | undefined; now: Date },
): void {
  if (own.version !== null || (standing !== undefined && standing <= now))
    throw new ExchangeError('conflict', 'the instant of this member has come')
  const isFirst = own.state === 'asked'
  if (answer === 'decline' && !isFirst)
    throw new ExchangeError('conflict', 'whoever said yes leaves, and does not decline')
  if (answer === 'leave' && !takesPart(own))
    throw new ExchangeError('conflict', 'whoever did not say yes declines, and does not leave')
  if (answer === 'agree' && own.state === 'agreed')
    throw new ExchangeError('conflict', 'this member has agreed')
}

/** The instant that an answer names: the joint one as it stands, or an own one. */
function refuseInstant(
  ctx: Context,
  row: DisclosureRow,
  { answer, opensAt }: Answer,
): Date | undefined {
  if (answer === 'decline' || answer === 'leave') return undefined
  const path = '/body/opensAt'
  if (opensAt === undefined)
    throw new ExchangeError('bad-request', 'say at which instant', { path })
  const fault = faultOfInstant(opensAt, ctx.clock.now())
  if (fault) throw new ExchangeError('bad-request', fault, { path })
  const at = new Date(opensAt)
  if (answer === 'agree' && at.getTime() !== row.opens_at.getTime())
    throw new ExchangeError('conflict', 'the joint instant is another one now', { path })
  return at
}

async function settle(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { row, parties }: Locked,
  { answer, instant }: { answer: Answer['answer']; instant: Date | undefined },
): Promise<void> {
  const { id } = row
  const at = ctx.clock.now()
  const asked = await writeAsked(tx, id)
  await recordStep(tx, {
    kind: 'disclosure.answered',
    at,
    by: toActor(who),
    id,
    statement: SAID[answer],
    // When it opens alone is its own.
    members: answer === 'alone' ? [who.memberId] : witnessesOf(parties, who.memberId),
    details: { answer, ...(instant === undefined ? {} : { opensAt: instant.toISOString() }) },
  })
  // Whoever is bound no more by the joint instant does not hold up another one.
  await settleOffer(tx, ctx, id)
  await tellAsked(tx, id, at, [...new Set([...asked, who.memberId])])
}
