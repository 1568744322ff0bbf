/** A lower version of objects: what their markings and their maker's choice leave of them, under ids of its own. Pure. */
import type { TearChoice, Tlp, TornObject } from '@tocsin/api'
import { redact, select, StixError, tlpMarking, tlpOfId, tlpRank } from '@tocsin/stix'
import { ExchangeError } from '../errors.ts'
import { renameChanged } from '../masking/mask.ts'
import { isUnderTerms, type StixObject } from '../sharing/meanings.ts'
import { beginningOf } from '../texts/beginning.ts'
import { translationsOf } from './translated.ts'

export type Cutting = {
  /** The marking that the source stands under, and the one of the lower version. */
  from: Tlp
  tlp: Tlp
  /** Objects that go, with what is cut of them; where nobody chose, those that say themselves that they may. */
  chosen: TearChoice | undefined
  /** Ids that others gave to whoever cuts, before it had one of its own by them. */
  foreign: ReadonlySet<string>
  /** What a marking says of TLP; null where it limits nothing. */
  meaningOf: (markingId: string) => Tlp | null
  newId: () => string
}

export type Torn = { objects: StixObject[]; parts: TornObject[] }

type Kept = { object: StixObject; removed: readonly string[] }

/** Objects that are cut before other work goes on. */
const TURN = 100

/**
 * Throws `bad-request` for a part to be cut that is not there. What refers to an object that is left out loses the reference, or is
 * left out with it. Cost: linear in the objects and their references; `pause` lets other work go on between.
 */
export async function tearDown(
  source: readonly StixObject[],
  cutting: Cutting,
  pause: () => Promise<void>,
): Promise<Torn> {
  const latest = new Map(source.map((object) => [object.id, object]))
  const choices = new Map(cutting.chosen?.map(({ id, cut }) => [id, cut]))
  const referring = referrersOf([...latest.values()])
  const left = new Map<string, string>()
  const kept = new Map<string, Kept>()
  const waiting = [...latest.values()].filter(isUnderTerms)
  const pending = new Set(waiting.map(({ id }) => id))
  // Grows by what refers to an object that is left out; a list that grows is gone through to its end.
  let turn = 0
  for (const object of waiting) {
    if (++turn % TURN === 0) await pause()
    pending.delete(object.id)
    if (left.has(object.id)) continue
    const translated = latest.get(object['object_ref'] as string)
    const said = translated && translationsOf(object, hiddenIn(translated, choices, cutting))
    const result = cutOne(object, left, { choice: choices.get(object.id), said }, cutting)
    if ('object' in result) kept.set(object.id, result)
    else {
      left.set(object.id, result.left)
      kept.delete(object.id)
      for (const id of referring.get(object.id) ?? []) {
        if (!kept.has(id) || pending.has(id)) continue
        pending.add(id)
        waiting.push(latest.get(id)!)
      }
    }
  }
  return toTorn([...latest.values()], kept, left, cutting)
}

/** Which objects speak of which others. */
function referrersOf(objects: readonly StixObject[]): Map<string, string[]> {
  const referring = new Map<string, string[]>()
  for (const object of objects)
    for (const ref of new Set(JSON.stringify(object).match(ID))) {
      if (ref === object.id) continue
      const known = referring.get(ref)
      if (known) known.push(object.id)
      else referring.set(ref, [object.id])
    }
  return referring
}

/** What is left of one object, or why nothing is. */
function cutOne(
  object: StixObject,
  left: ReadonlyMap<string, string>,
  { choice, said = [] }: { choice: readonly string[] | undefined; said: string[] | undefined },
  cutting: Cutting,
): Kept | { left: string } {
  const { from, tlp, chosen, foreign } = cutting
  if (foreign.has(object.id)) return { left: 'another member gave it first: it alone lowers it' }
  if (chosen && !choice) return { left: 'not chosen' }
  const own = (object.object_marking_refs ?? []).map(tlpOfId).filter((level) => level !== null)
  const whole = own.length > 0 ? own.reduce((a, b) => (tlpRank(a) >= tlpRank(b) ? a : b)) : null
  const isLower = whole !== null && tlpRank(whole) <= tlpRank(tlp)
  if (!isLower && !choice)
    return {
      left: whole
        ? `it is marked TLP:${whole.toUpperCase()} as a whole`
        : `it says nothing of itself and stands under TLP:${from.toUpperCase()}`,
    }
  const hidden = [...(choice ?? []), ...said, ...selectorsOf(object, left)]
  for (const selector of choice ?? [])
    if (select(object, selector) === undefined)
      throw new ExchangeError('bad-request', `${object.id} has nothing at ${selector}`, {
        path: '/body/chosen',
      })
  const lowered = isLower ? object : lower(object, tlp)
  const marked = hidden.length > 0 ? markParts(lowered, tlpMarking('red').id, hidden) : lowered
  const result = redactOrSay(marked, (id) => reaches(id, cutting))
  if ('left' in result) return result
  const told = JSON.stringify(result.object)
    .match(ID)
    ?.find((id) => left.has(id))
  return told === undefined ? result : { left: `it speaks of ${told}, which is left out` }
}

/** Whether what carries this marking may go under the lower one. */
function reaches(markingId: string, { tlp, meaningOf }: Cutting): boolean {
  const level = tlpOfId(markingId) ?? meaningOf(markingId)
  return level === null || tlpRank(level) <= tlpRank(tlp)
}

/** What markings and choice cut of an object. */
function hiddenIn(
  { id, granular_markings: granular = [] }: StixObject,
  choices: ReadonlyMap<string, readonly string[]>,
  cutting: Cutting,
): string[] {
  const stricter = (granular as GranularMarking[]).filter(
    ({ marking_ref: ref }) => ref !== undefined && !reaches(ref, cutting),
  )
  return [...(choices.get(id) ?? []), ...stricter.flatMap(({ selectors }) => selectors)]
}

type GranularMarking = { marking_ref?: string; selectors: string[] }

function redactOrSay(object: StixObject, allow: (id: string) => boolean): Kept | { left: string } {
  try {
    const { object: rest, removed, refused } = redact(object, { allow })
    return refused ? { left: refused.reason } : { object: rest as StixObject, removed }
  } catch (cause) {
    if (!(cause instanceof StixError)) throw cause
    return { left: cause.message }
  }
}

/** The object under a lower marking as a whole, by its maker's choice. */
function lower(object: StixObject, tlp: Tlp): StixObject {
  const others = (object.object_marking_refs ?? []).filter((id) => tlpOfId(id) === null)
  return { ...object, object_marking_refs: [tlpMarking(tlp).id, ...others] }
}

/** Granular markings on parts that are to be cut: redaction takes them out as it does any that are stricter. */
function markParts(object: StixObject, marking: string, selectors: readonly string[]): StixObject {
  const granular = { marking_ref: marking, selectors: [...new Set(selectors)] }
  return { ...object, granular_markings: [...(object.granular_markings ?? []), granular] }
}

const ID = /[a-z0-9-]{1,63}--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Where an object refers to these ids, as selectors of properties and of places in their lists. */
function selectorsOf(object: StixObject, gone: ReadonlyMap<string, unknown>): string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    if (name.endsWith('_ref') && typeof value === 'string') return gone.has(value) ? [name] : []
    if (!name.endsWith('_refs') || !Array.isArray(value)) return []
    return value.flatMap((ref, i) => (gone.has(ref as string) ? [`${name}.[${i}]`] : []))
  })
}

const SHOWN = 500

function toTorn(
  source: readonly StixObject[],
  kept: ReadonlyMap<string, Kept>,
  left: ReadonlyMap<string, string>,
  { newId }: Cutting,
): Torn {
  const going = source.filter(({ id }) => kept.has(id))
  const after = going.map(({ id }) => kept.get(id)!.object)
  const { objects, ids } = renameChanged(going, after, newId)
  const texts = objects.map((object) => JSON.stringify(object)).join('\n')
  // Definitions are public; those that nothing speaks of any more are not told of.
  const definitions = source.filter((one) => !isUnderTerms(one) && texts.includes(one.id))
  const parts = source.filter(isUnderTerms).map((object): TornObject => {
    const { id, type } = object
    const why = left.get(id)
    if (why !== undefined) return { id, type, left: why, cut: [] }
    const cut = kept.get(id)!.removed.map((selector) => {
      const value = select(object, selector)
      const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
      return { selector, text: beginningOf(text, SHOWN) }
    })
    return { id, type, newId: ids.get(id) ?? id, cut }
  })
  return { objects: [...definitions, ...(objects as StixObject[])], parts }
}
