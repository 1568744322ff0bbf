import { REPLIES_IN_WORDS, type ReplyKind } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import type { Decision } from '../policy/decide.ts'
import { decideReply } from '../policy/replying.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import { lockRecipient } from '../sharing/store.ts'
import { findWaitingName } from '../told-first/words.ts'
import { type Candidate, findCandidates, findStanding, type Person } from './store.ts'

/** What is said, to whom, and the names of government bodies among them as they were typed. */
export type Draft = {
  kind: ReplyKind
  words?: string | undefined
  to: readonly string[]
  bodies: readonly string[]
  /** Of one sending, so that it is kept once. */
  sendKey?: string | undefined
}

/** So often one member may reply to one release, what it took back counted. */
const MOST = 100

/**
 * Says something of a release to exactly those who are named; gives the reply's id. Throws `not-found` where the member was not given
 * the release or one of those named is nobody it could address, `conflict` for one too many or a key that another reply was sent with,
 * and `refused-by-policy`, recorded for the replier alone, where a
 * rule stands against it.
 */
export async function replyTo(
  ctx: Context,
  replier: Person,
  releaseId: string,
  draft: Draft,
): Promise<string> {
  refuseWordless(draft)
  const outcome = await ctx.database.db
    .transaction()
    .execute((tx) => replyIn(tx, ctx, replier, releaseId, draft))
  if (typeof outcome === 'string') return outcome
  throw new ExchangeError('refused-by-policy', outcome.reason, { rule: outcome.rule })
}

async function replyIn(
  tx: Tx,
  ctx: Context,
  replier: Person,
  releaseId: string,
  draft: Draft,
): Promise<string | Decision> {
  const { kind, words, to, bodies, sendKey } = draft
  const { memberId, personId } = replier
  // So that those which come at once see each other.
  await lockRecipient(tx, releaseId, memberId)
  const standing = await findStanding(tx, releaseId, memberId)
  if (!standing?.received) throw new ExchangeError('not-found', 'no such release')
  const known = await findSent(tx, memberId, releaseId, draft)
  if (known !== undefined) return known
  if (standing.replied >= MOST)
    throw new ExchangeError('conflict', `a member replies to one release at most ${MOST} times`)
  const candidates = await findCandidates(tx, releaseId, memberId)
  const heard = pickHeard(candidates, to)
  refuseNeedless(heard, bodies)
  const at = ctx.clock.now()
  const said = { release: releaseId, reply: kind, ...(words === undefined ? {} : { words }) }
  const hasWords = words !== undefined
  const refused =
    findRefusal(ctx, standing, heard, { bodies, hasWords }) ??
    (await findWaitingName(tx, ctx, memberId, [words]))
  if (refused) {
    // In the log of refusals it would tell that somebody tried to reply.
    const payload = { statement: 'A rule refused a reply', ...said, rule: refused.rule, to }
    await recordAnswer(tx, { at, payload, by: replier, members: [memberId] })
    return refused
  }
  const id = randomUUID()
  // Its proof tells within minutes when it was given, so that is for the replier to hand on.
  const answer = await recordAnswer(tx, {
    at,
    payload: { statement: `A holder said of a release: ${kind}`, ...said, member: memberId, id },
    by: replier,
    members: [memberId],
  })
  await tx
    .insertInto('replies')
    .values({
      id,
      release_id: releaseId,
      member_id: memberId,
      person_id: personId,
      kind,
      words: words ?? null,
      audience: [...to],
      made_at: at,
      day: at.toISOString().slice(0, 10),
      answer_id: answer,
      retracted_at: null,
      send_key: sendKey ?? null,
    })
    .execute()
    .catch(asSentElsewhere)
  return id
}

/** The reply that was sent with this key. Throws `conflict` where it says anything else, or to others. */
async function findSent(
  tx: Tx,
  memberId: string,
  releaseId: string,
  { kind, words, to, sendKey }: Draft,
): Promise<string | undefined> {
  if (sendKey === undefined) return undefined
  const row = await tx
    .selectFrom('replies')
    .select(['id', 'release_id', 'kind', 'words', 'audience'])
    .where('member_id', '=', memberId)
    .where('send_key', '=', sendKey)
    .executeTakeFirst()
  if (!row) return undefined
  const isSame =
    row.release_id === releaseId &&
    row.kind === kind &&
    row.words === (words ?? null) &&
    row.audience.toSorted().join() === [...to].toSorted().join()
  return isSame ? row.id : refuseOther()
}

/** Of another release, at the same instant. */
function asSentElsewhere(cause: unknown): never {
  if (!isUniqueViolation(cause)) throw cause
  refuseOther(cause)
}

function refuseOther(cause?: unknown): never {
  const why = 'another reply was sent with this key'
  throw new ExchangeError('conflict', why, { path: '/body/sendKey', cause })
}

/** Whether its name was typed; of two bodies by one name, twice. */
function isNamed(
  { name }: Candidate,
  heard: readonly Candidate[],
  bodies: readonly string[],
): boolean {
  const typed = bodies.filter((body) => body === name).length
  const meant = heard.filter((one) => one.name === name && isGovernment(one.kind)).length
  return typed >= meant
}

function pickHeard(candidates: readonly Candidate[], to: readonly string[]): Candidate[] {
  return to.map((id, i) => {
    const found = candidates.find((one) => one.id === id)
    if (found) return found
    const why = 'this is neither the sender nor a member of the group that could be told'
    throw new ExchangeError('not-found', why, { path: `/body/to/${i}` })
  })
}

/** The first "no" of the rules, asked for each of those who would hear it. */
function findRefusal(
  ctx: Context,
  replier: NonNullable<Awaited<ReturnType<typeof findStanding>>>,
  heard: readonly Candidate[],
  { bodies, hasWords }: { bodies: readonly string[]; hasWords: boolean },
): Decision | undefined {
  const { kind, active, received } = replier
  const context = { now: ctx.clock.now(), exit: 'api' as const, exercise: ctx.config.exercise }
  return heard
    .map((one) =>
      decideReply(
        {
          replier: { kind, active },
          toSender: one.is_sender,
          inGroup: one.in_group,
          toGovernment: isGovernment(one.kind),
          named: isNamed(one, heard, bodies),
          toBehindGate: isBehindGate(one.kind),
          hasWords,
          received,
          isPerson: true,
          context,
        },
        ctx.policies,
      ),
    )
    .find(({ allow }) => !allow)
}

function refuseWordless({ kind, words }: Draft): void {
  if (words === undefined ? REPLIES_IN_WORDS.includes(kind) : words.trim() === '')
    throw new ExchangeError('bad-request', 'say it in words', { path: '/body/words' })
}

/** A name that was typed and fits nobody who is addressed is a slip: whoever typed it meant somebody. */
function refuseNeedless(heard: readonly Candidate[], bodies: readonly string[]): void {
  const at = bodies.findIndex(
    (name) => !heard.some((one) => one.name === name && isGovernment(one.kind)),
  )
  if (at === -1) return
  const why = 'no government body that is addressed has this name, letter by letter'
  throw new ExchangeError('bad-request', why, { path: `/body/bodies/${at}` })
}
