/** Two documents of what is known to be the same network: which accounts stayed, came and went. Pure. */
import type { NetworkDocument } from '@tocsin/api'

export type Fate = 'stayed' | 'came' | 'went'
export type Compared = {
  account: string
  fate: Fate
  /** How closely it acted with the others, now and then; absent where it is in one document alone. */
  now?: number
  before?: number
}

type Held = Pick<NetworkDocument, 'members'>

/** Every account of either document by its exact name: those that came first, then those that went, then those that stayed. */
export function compareAccounts(now: Held, before: Held): Compared[] {
  const then = new Map(before.members.map(({ account, score }) => [account, score]))
  const here = new Set(now.members.map(({ account }) => account))
  const present = now.members.map(({ account, score }): Compared => {
    const earlier = then.get(account)
    return earlier === undefined
      ? { account, fate: 'came', now: score }
      : { account, fate: 'stayed', now: score, before: earlier }
  })
  const gone = before.members
    .filter(({ account }) => !here.has(account))
    .map(({ account, score }): Compared => ({ account, fate: 'went', before: score }))
  const of = (fate: Fate) => present.filter((one) => one.fate === fate)
  return [...of('came'), ...gone, ...of('stayed')]
}

/** How many met each fate. */
export function countFates(compared: readonly Compared[]): Record<Fate, number> {
  const counts = { stayed: 0, came: 0, went: 0 }
  for (const { fate } of compared) counts[fate]++
  return counts
}

type Counted = Pick<NetworkDocument, 'members' | 'membersTotal'>

/** What the comparison cannot know: a document holds some of its accounts, so one that is missing in it may have been there. */
export function describeHeld(now: Counted, before: Counted): string | undefined {
  const isWhole = ({ members, membersTotal }: Counted) => members.length >= membersTotal
  if (isWhole(now) && isWhole(before)) return undefined
  const held = ({ members, membersTotal }: Counted) =>
    `${members.length.toLocaleString('en')} of ${membersTotal.toLocaleString('en')} accounts`
  return `This document holds ${held(now)}, the earlier one ${held(before)}: what came or went is told of these alone, and an account that is missing in one may have been there.`
}
