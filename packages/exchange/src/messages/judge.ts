/** A message that waits, judged as it would be sent if a second person approved it now. */
import type { ReleaseDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { SeenVerdict } from '../db/message-tables.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import type { Judgement } from '../sharing/audience.ts'
import { judgeFor } from '../sharing/judge.ts'
import { prepareToSend } from '../sharing/send.ts'

/** Throws `conflict` where what its terms name is no longer there. */
export async function judgeWaiting(
  ctx: Context,
  tx: Tx,
  by: Actor,
  draftText: string,
): Promise<{ draft: ReleaseDraft; judgement: Judgement }> {
  const draft = JSON.parse(draftText) as ReleaseDraft
  const prepared = prepareToSend(ctx, draft, draftText)
  const judgement = await judgeFor(ctx, tx, by, draft, prepared, { approved: true }).catch(
    (cause: unknown) => {
      if (!(cause instanceof ExchangeError) || cause.code === 'internal') throw cause
      const why = `it can no longer be sent as it stands: ${cause.message}`
      throw new ExchangeError('conflict', why, { cause })
    },
  )
  return { draft, judgement }
}

export function toSeen({ verdicts }: Judgement): SeenVerdict[] {
  return verdicts.map(({ member, allow, rule }) => ({
    member: member.id,
    name: member.name,
    allow,
    rule,
  }))
}

/** By which rules it was judged: those of the exchange, and the group's own where there are any. */
export function rulesOf({ policies, charter }: Judgement): string {
  return charter.law ? `${policies} ${charter.law}` : policies
}

type Judged = { seen: readonly SeenVerdict[]; policies: string }

/** What is different in who receives it, as sentences. */
export function diffReceivers(before: Judged, now: Judged, sender: string): string[] {
  const rules = diffRules(before.policies, now.policies)
  // Where its sender may not release, nobody else was asked about: that says nothing of who belongs to the group.
  const own = (seen: Judged['seen']) => seen.find(({ member }) => member === sender)
  const [refusedThen, refused] = [own(before.seen), own(now.seen)]
  if (refused)
    return refused.rule === refusedThen?.rule
      ? rules
      : [
          `${refused.name} may not release it (${refused.rule}), so nobody would receive it`,
          ...rules,
        ]
  if (refusedThen)
    return [`${refusedThen.name} may release it again; then it was ${refusedThen.rule}`, ...rules]
  const then = new Map(before.seen.map((one) => [one.member, one]))
  const rest = new Set(now.seen.map(({ member }) => member))
  const said = now.seen.flatMap(({ member, name, allow, rule }) => {
    const earlier = then.get(member)
    const is = allow ? `would receive it (${rule})` : `would not receive it (${rule})`
    if (!earlier) return [`${name} was not in the group then and ${is}`]
    if (earlier.allow === allow && earlier.rule === rule) return []
    return [`${name} ${is}; then it was ${earlier.rule}`]
  })
  const gone = before.seen.filter(({ member }) => !rest.has(member))
  return [...said, ...gone.map(({ name }) => `${name} is no longer in the group`), ...rules]
}

function diffRules(before: string, now: string): string[] {
  const [rules, law] = before.split(' ')
  const [rulesNow, lawNow] = now.split(' ')
  return [
    ...(rules === rulesNow ? [] : ['the rules of the exchange have changed']),
    ...(law === lawNow ? [] : ['the charter of the group has changed']),
  ]
}
