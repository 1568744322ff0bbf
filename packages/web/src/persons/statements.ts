/** What somebody states of persons while a message is written, by the key of each. */
import type { FoundPerson, PersonReview, PersonsFound, PersonStatement } from '@tocsin/api'

type Statement = { as: PersonStatement; basis: string }

export type StatedPersons = {
  /** What was looked at when it was stated. */
  of: string
  names: string[]
  by: Record<string, Statement>
}

export const NOBODY_STATED: StatedPersons = { of: '', names: [], by: {} }

/** As it goes with the draft: one statement for all that are stated alike. */
export function toReview({ of, names, by }: StatedPersons): PersonReview | undefined {
  const alike = new Map<string, PersonReview['statements'][number]>()
  for (const [key, { as, basis }] of Object.entries(by)) {
    const way = JSON.stringify([as, basis])
    const one = alike.get(way) ?? { as, ...(basis === '' ? {} : { basis }), found: [] }
    one.found.push(key)
    alike.set(way, one)
  }
  if (alike.size === 0 && names.length === 0) return undefined
  return {
    ...(of === '' ? {} : { of }),
    ...(names.length === 0 ? {} : { names }),
    statements: [...alike.values()],
  }
}

/** What was stated before, to begin with; it holds as long as what is looked at stays as it was. */
export function toStatedPersons(review: PersonReview): StatedPersons {
  const { of = '', names = [] } = review
  return { of, names: [...names], by: Object.fromEntries(statementsOf(review)) }
}

/** Those of whom nothing is stated yet. */
export function unstated(stated: StatedPersons, { found }: PersonsFound): FoundPerson[] {
  return found.filter(({ key }) => stated.by[key] === undefined)
}

/** States the same of several, of what was just looked at; what is not there any more is dropped. */
export function state(
  stated: StatedPersons,
  { of, found }: PersonsFound,
  keys: readonly string[],
  statement: Statement,
): StatedPersons {
  const by = { ...stated.by }
  for (const key of keys) by[key] = statement
  const there = new Set(found.map(({ key }) => key))
  const kept = Object.entries(by).filter(([key]) => there.has(key))
  return { ...stated, of, by: Object.fromEntries(kept) }
}

/** The statements of a review, by key. */
export function statementsOf(review: PersonReview | undefined): Map<string, Statement> {
  return new Map(
    (review?.statements ?? []).flatMap(({ as, basis = '', found }) =>
      found.map((key) => [key, { as, basis }] as const),
    ),
  )
}
