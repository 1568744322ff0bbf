import type { TearChoice, TornObject } from '@tocsin/api'
import { beginningOf } from '../words/beginning.ts'

/** Of each object that goes, which of its properties its maker cuts. */
export type Chosen = ReadonlyMap<string, ReadonlySet<string>>

/** What a first proposal lets go, before anybody has chosen: what its markings hide is cut in any case. */
export function chosenBy(parts: readonly TornObject[]): Chosen {
  return new Map(parts.filter(({ left }) => left === undefined).map(({ id }) => [id, new Set()]))
}

/** An object goes, or is left out. */
export function withObject(chosen: Chosen, id: string, goes: boolean): Chosen {
  const next = new Map(chosen)
  if (goes) next.set(id, new Set())
  else next.delete(id)
  return next
}

/** A property of an object that goes is cut, or not. */
export function withCut(chosen: Chosen, id: string, selector: string, isCut: boolean): Chosen {
  const cut = new Set(chosen.get(id))
  if (isCut) cut.add(selector)
  else cut.delete(selector)
  return new Map(chosen).set(id, cut)
}

export function toChoice(chosen: Chosen): TearChoice {
  return [...chosen].map(([id, cut]) => ({ id, cut: [...cut] }))
}

const KEPT = new Set([
  'type',
  'id',
  'spec_version',
  'created',
  'modified',
  'object_marking_refs',
  'granular_markings',
  'extensions',
])

/** Properties of an object that a person may cut, with the beginning of what they say. */
export function cuttable(object: unknown): { selector: string; text: string }[] {
  return propertiesOf(object)
    .filter(({ selector }) => !KEPT.has(selector))
    .map(({ selector, text }) => ({ selector, text: beginningOf(text, 500) }))
}

/** All that an object says, property by property; what is no text as JSON. */
export function propertiesOf(object: unknown): { selector: string; text: string }[] {
  return Object.entries(object ?? {}).map(([selector, value]) => ({
    selector,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }))
}
