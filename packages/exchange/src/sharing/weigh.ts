/** What the rules look at in the objects of a release: their markings, whence they came, and what they ask. Pure. */
import type { Pap, Tlp } from '@tocsin/api'
import { isObservableType, joinTlp } from '@tocsin/stix'
import { isStatement } from '../objects/incoming.ts'
import { findAsk } from './ask.ts'
import { findAskAcross } from './ask-across.ts'
import { namesAwaited } from '../told-first/awaited.ts'
import {
  type Marked,
  markedAs,
  markingsOf,
  type Meanings,
  type StixObject,
  strictest,
} from './meanings.ts'
import { SHARED_TYPES } from './message.ts'
import { isBehindGate, isGovernment } from './rules.ts'
import type { Standing } from './standing.ts'

export type Weighed = {
  /** Strictest marking on any object; null when none is marked. */
  objectTlp: Tlp | null
  objectPap: Pap | null
  /** Strictest terms under which the sender was given one of its statements, or one of its observables, by another. */
  relayTlp: Tlp | null
  observableTlp: Tlp | null
  /** Whether another member that is a government body first brought one of its statements. */
  relaysGovernment: boolean
  /** Whether it names what imitates a defended party that is to be told first. */
  partyFirst: boolean
  /** The words or object of a government body that ask a receiver behind the gate to act, where there are any; of others no rule asks. */
  ask: string | undefined
}

/** What the rules see in a release with this title and these objects. */
export function weigh(
  title: string,
  objects: readonly StixObject[],
  standing: Pick<
    Standing,
    'group' | 'relayed' | 'governmental' | 'sender' | 'candidates' | 'awaited'
  >,
  meanings: Meanings,
): Weighed {
  return weighMarked(title, objects, markOf(objects, standing, meanings), standing)
}

/** What each of the objects says of itself, in their order. The objects of a draft are mostly marked alike, so that each way is read once. */
export function markOf(
  objects: readonly StixObject[],
  { group }: Pick<Standing, 'group'>,
  meanings: Meanings,
): Marked[] {
  const read = new Map<string, Marked>()
  return objects.map((object) => {
    const markings = markingsOf(object)
    const way = JSON.stringify(markings)
    const marked = read.get(way) ?? markedAs(markings, meanings, group.markings)
    read.set(way, marked)
    return marked
  })
}

/** The same, where it is known what each of the objects says of itself. */
export function weighMarked(
  title: string,
  objects: readonly StixObject[],
  marked: readonly Marked[],
  standing: Pick<Standing, 'relayed' | 'governmental' | 'sender' | 'candidates' | 'awaited'>,
): Weighed {
  const own = strictest(marked)
  const given = (isOf: (object: StixObject) => boolean): Tlp | null =>
    joinTlp(objects.filter(isOf).map(({ id }) => standing.relayed.get(id) ?? null))
  return {
    objectTlp: own.tlp,
    objectPap: own.pap,
    relayTlp: given(isStatement),
    observableTlp: given(({ type }) => isObservableType(type)),
    relaysGovernment: objects.some(
      (object) => isOneMakers(object) && standing.governmental.has(object.id),
    ),
    partyFirst: namesAwaited(title, objects, standing.awaited),
    ask: isAtGate(standing)
      ? (findAsk(title, objects) ?? findAskAcross(title, objects))
      : undefined,
  }
}

/** Whether a body of government speaks where one at the gate would hear it. */
export function isAtGate({ sender, candidates }: Pick<Standing, 'sender' | 'candidates'>): boolean {
  return isGovernment(sender.kind) && candidates.some(({ kind }) => isBehindGate(kind))
}

/** Whether an object is a statement of whoever brought it, and none that many speak of under the same id. */
function isOneMakers(object: StixObject): boolean {
  return isStatement(object) && !SHARED_TYPES.has(object.type)
}
