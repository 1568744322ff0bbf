import {
  finishRound,
  type MatchingTerms,
  type MatchMessage,
  type MatchRound,
  refuseRound,
} from '@tocsin/api'
import {
  answerBulk,
  digestBody,
  answerLookUps,
  type IdentifierKind,
  type MatchContext,
  mostQueries,
  openHits,
  prepareBulk,
  prepareLookUps,
  PsiError,
} from '@tocsin/psi'
import { holdToAgreed } from './agreed.ts'
import {
  nameOf,
  openSide,
  readInForce,
  receiveMessage,
  sendMessage,
  type Side,
} from './exchange.ts'
import {
  appendLines,
  dropOldHoldings,
  type KeptHolding,
  openAnswered,
  readHolding,
  readItems,
  readKeys,
  writeHolding,
} from './files.ts'

export type HoldFlags = {
  readonly url: string
  readonly keys: string
  readonly kind: IdentifierKind
  readonly list: string
  readonly state: string
  readonly out?: string
}

type Say = (words: string) => void

/** Sends the table of the epoch where there is none, answers what waits, and reads hits where both learn; gives how much was done. */
export async function hold(id: string, flags: HoldFlags, say: Say): Promise<number> {
  const side = openSide(flags.url, readKeys(flags.keys))
  const page = await readInForce(side, id, flags.kind, 'holder')
  const { context, otherKey, tables, matching } = page
  holdToAgreed(flags.state, { ...matching, epoch: context.epoch }, new Date())
  const dropped = dropOldHoldings(flags.state, context)
  if (dropped > 0) say(`deleted ${dropped} files of epochs that are over`)
  const known = tables.find(
    (one) => one.epoch === context.epoch && one.kind === context.kind && one.state === 'sent',
  )
  const kept = readHolding(flags.state, context)
  if (known && kept?.digest !== known.digest)
    throw new Error('the table of this epoch was prepared elsewhere: its key is not in this folder')
  const holding =
    kept && known ? kept : await prepare(flags, context, matching.terms.holderSize, say)
  const table = known ?? (await sendTable(side, context, holding, say))
  let done = known ? 0 : 1
  const rounds = page.rounds.filter(
    ({ epoch, kind }) => epoch === context.epoch && kind === context.kind,
  )
  for (const round of rounds.toReversed()) {
    const parties = { side, context, round, table, holding, otherKey }
    const bounds = { terms: matching.terms, state: flags.state }
    if (round.state === 'asked') await answer(parties, bounds, say)
    else if (round.state === 'answered' && stepOf(round, 'hits'))
      await readHits(parties, flags, say)
    else continue
    done++
  }
  return done
}

type Prepared = KeptHolding & { readonly table?: Buffer }

async function prepare(
  { list, kind, state }: HoldFlags,
  context: MatchContext,
  size: number,
  say: Say,
): Promise<Prepared> {
  const { values, left } = readItems(list, kind, context.platform)
  for (const words of left) say(words)
  if (values.length > size)
    throw new Error(`${values.length} items: agreed was a list of at most ${size}`)
  say(`preparing ${values.length} items among ${size} places for epoch ${context.epoch}`)
  const holding =
    context.lane === 'bulk'
      ? await prepareBulk(values, size, context)
      : prepareLookUps(values, size, context)
  // Kept before it is sent: a table whose key is lost is of no use to anybody.
  const kept = { ...holding, digest: digestBody(holding.table) }
  writeHolding(state, context, kept)
  return kept
}

async function sendTable(
  side: Side,
  context: MatchContext,
  { table, publicKey, order }: Prepared,
  say: Say,
): Promise<MatchMessage> {
  const sent = await sendMessage(side, context, {
    step: 'table',
    round: '',
    count: order.length,
    previous: '',
    body: table!,
    ...(publicKey ? { publicKey: publicKey.toString('base64') } : {}),
  })
  say(`sent the table of epoch ${context.epoch}: ${sent.bytes} bytes`)
  return sent
}

type Parties = {
  readonly side: Side
  readonly context: MatchContext
  readonly round: MatchRound
  readonly table: MatchMessage
  readonly holding: KeptHolding
  readonly otherKey: string
}

function stepOf({ messages }: MatchRound, step: MatchMessage['step']): MatchMessage | undefined {
  return messages.find((one) => one.step === step && one.state === 'sent')
}

/** What is found wrong is refused where both sides see it, and nothing is answered. */
async function orRefuse(
  { side, round }: Parties,
  say: Say,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof PsiError)) throw error
    const fault = `${error.code}: ${error.message}`
    await side.client(refuseRound, { params: { id: round.id }, body: { fault } })
    say(`refused round ${round.id}: ${fault}`)
  }
}

type Bounds = { readonly terms: MatchingTerms; readonly state: string }

/** Counts a round before it is answered. Throws `too-many` where the budget of the epoch does not hold it. */
function count({ context, round }: Parties, { terms, state }: Bounds): void {
  const answered = openAnswered(state, context)
  // One that broke off half-way was counted.
  if (answered.has(round.id)) return
  const most = mostQueries(terms, context.kind)
  if (answered.asked + round.size > most || answered.rounds >= terms.rounds)
    throw new PsiError('too-many', 'the budget of this epoch is spent, by the holder’s own count')
  answered.add(round.id, round.size)
}

async function answer(parties: Parties, bounds: Bounds, say: Say): Promise<void> {
  const { side, context, round, table, holding, otherKey } = parties
  const request = stepOf(round, 'request')!
  await orRefuse(parties, say, async () => {
    const previous = nameOf(table, context)
    const body = await receiveMessage(side, context, request, { previous, otherKey })
    count(parties, bounds)
    const reply =
      context.lane === 'bulk'
        ? await answerBulk(body, round.size, holding.key, context)
        : answerLookUps(body, round.size, { key: holding.key, publicKey: holding.publicKey! })
    await sendMessage(side, context, {
      step: 'reply',
      round: round.id,
      count: round.size,
      previous: nameOf(request, context),
      body: reply,
    })
    say(`answered round ${round.id}: ${round.size} questions, padding counted`)
  })
}

async function readHits(parties: Parties, { out }: HoldFlags, say: Say): Promise<void> {
  const { side, context, round, holding, otherKey } = parties
  const hits = stepOf(round, 'hits')!
  await orRefuse(parties, say, async () => {
    const previous = nameOf(stepOf(round, 'reply')!, context)
    const body = await receiveMessage(side, context, hits, { previous, otherKey })
    const values = openHits(body, holding.order.length, side.keys).flatMap((place) => {
      const value = holding.order[place]
      return value === undefined ? [] : [value]
    })
    if (out !== undefined) appendLines(out, values)
    else for (const value of values) console.log(value)
    await side.client(finishRound, { params: { id: round.id } })
    say(`round ${round.id}: ${values.length} hits, as the side that asked says`)
  })
}
