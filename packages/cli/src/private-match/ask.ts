import {
  beginRound,
  finishRound,
  getMatching,
  type MatchMessage,
  type MatchRound,
  refuseRound,
  reportProbe,
} from '@tocsin/api'
import {
  askBulk,
  askLookUps,
  findProbe,
  finishBulk,
  finishLookUps,
  type IdentifierKind,
  type MatchContext,
  type Outcome,
  PsiError,
  sealHits,
} from '@tocsin/psi'
import { setTimeout as sleep } from 'node:timers/promises'
import { holdToAgreed } from './agreed.ts'
import {
  nameOf,
  openSide,
  readInForce,
  receiveMessage,
  sendMessage,
  type Side,
} from './exchange.ts'
import { openAsked, readItems, readKeys } from './files.ts'
import { budgetWords } from './words.ts'

export type AskFlags = {
  readonly url: string
  readonly keys: string
  readonly kind: IdentifierKind
  readonly list: string
  readonly state: string
  readonly wait: number
}

/** What a round came to, or that the list was not asked. */
export type Asked = { readonly outcome: Outcome } | { readonly refused: string }

/** One round as the side that asks. `say` is told each step in words. */
export async function ask(
  id: string,
  flags: AskFlags,
  say: (words: string) => void,
): Promise<Asked> {
  const side = openSide(flags.url, readKeys(flags.keys))
  const { matching, tables, context, otherKey } = await readInForce(side, id, flags.kind, 'asker')
  holdToAgreed(flags.state, { ...matching, epoch: context.epoch }, new Date())
  const { askerSize } = matching.terms
  const { values, left } = readItems(flags.list, flags.kind, context.platform)
  for (const words of left) say(words)
  if (values.length === 0) throw new Error(`no ${flags.kind} in ${flags.list}`)
  if (values.length > askerSize)
    throw new Error(`${values.length} items: agreed was a list of at most ${askerSize}`)
  const asked = openAsked(flags.state, context, side.keys)
  const probe = findProbe(values, flags.kind, asked.has)
  if (probe) {
    await side.client(reportProbe, { params: { id }, body: { kind: flags.kind, ...probe } })
    const how = `${probe.count} of ${values.length} items make the list look ${probe.pattern}`
    return { refused: `${how}: it was not asked, and both sides see that it was refused` }
  }
  const table = findTable(tables, context)
  const tableBody = await receiveMessage(side, context, table, { previous: '', otherKey })
  for (const words of budgetWords(matching, flags.kind)) say(`before: ${words}`)
  const { epoch, kind } = context
  const round = await side.client(beginRound, {
    params: { id },
    body: { kind, epoch, size: askerSize },
  })
  const parties = { side, context, round, table, tableBody, otherKey, wait: flags.wait }
  const outcome = await askInRound(parties, values, askerSize, say)
  asked.add(values)
  const after = await side.client(getMatching, { params: { id } })
  for (const words of budgetWords(after.matching, flags.kind)) say(`after: ${words}`)
  return { outcome }
}

function findTable(tables: readonly MatchMessage[], { epoch, kind }: MatchContext): MatchMessage {
  const found = tables.find(
    (one) => one.epoch === epoch && one.kind === kind && one.state === 'sent',
  )
  if (!found) throw new Error('the holder has not sent its table of this epoch yet')
  return found
}

type Parties = {
  readonly side: Side
  readonly context: MatchContext
  readonly round: MatchRound
  readonly table: MatchMessage
  readonly tableBody: Buffer
  readonly otherKey: string
  readonly wait: number
}

async function askInRound(
  parties: Parties,
  values: readonly string[],
  size: number,
  say: (words: string) => void,
): Promise<Outcome> {
  const { side, context, round, table, tableBody } = parties
  const blinded = await blind(values, size, context)
  const request = await sendMessage(side, context, {
    step: 'request',
    round: round.id,
    count: size,
    previous: nameOf(table, context),
    body: blinded.request,
  })
  say(`asked ${values.length} items among ${size} places; waiting for the holder`)
  const reply = await awaitReply(parties)
  try {
    const previous = nameOf(request, context)
    const body = await receiveMessage(side, context, reply, {
      previous,
      otherKey: parties.otherKey,
    })
    const publicKey = Buffer.from(table.publicKey ?? '', 'base64')
    const outcome = await blinded.finish(body, { table: tableBody, publicKey })
    await endRound(parties, reply, outcome)
    return outcome
  } catch (error) {
    // What the answer was refused for stands where both sides see it.
    if (error instanceof PsiError)
      await side.client(refuseRound, {
        params: { id: round.id },
        body: { fault: `${error.code}: ${error.message}` },
      })
    throw error
  }
}

type Finish = (body: Buffer, holding: { table: Buffer; publicKey: Buffer }) => Promise<Outcome>

async function blind(
  values: readonly string[],
  size: number,
  context: MatchContext,
): Promise<{ request: Buffer; finish: Finish }> {
  if (context.lane === 'bulk') {
    const { request, asked } = await askBulk(values, size, context)
    return {
      request,
      finish: (body, { table }) => finishBulk(body, request, asked, table, context),
    }
  }
  const { request, asked } = askLookUps(values, size, context)
  return { request, finish: async (body, holding) => finishLookUps(body, request, asked, holding) }
}

async function awaitReply({ side, context, round, wait }: Parties): Promise<MatchMessage> {
  const until = Date.now() + wait * 1000
  for (;;) {
    const { rounds } = await side.client(getMatching, { params: { id: context.agreement } })
    const own = rounds.find(({ id }) => id === round.id)
    const reply = own?.messages.find(({ step, state }) => step === 'reply' && state === 'sent')
    if (reply) return reply
    if (own?.state === 'refused' || own?.state === 'abandoned')
      throw new Error(
        `the round was ${own.state}${own.fault === undefined ? '' : `: ${own.fault}`}`,
      )
    if (Date.now() >= until)
      throw new Error(
        `the holder has not answered within ${wait} seconds; the round is taken off the budget`,
      )
    await sleep(1000)
  }
}

async function endRound(
  { side, context, round, table, otherKey }: Parties,
  reply: MatchMessage,
  { hits }: Outcome,
): Promise<void> {
  if (context.learns !== 'both') {
    await side.client(finishRound, { params: { id: round.id } })
    return
  }
  const places = hits.map(({ place }) => place)
  await sendMessage(side, context, {
    step: 'hits',
    round: round.id,
    count: table.count,
    previous: nameOf(reply, context),
    body: sealHits(places, table.count, otherKey),
  })
}
