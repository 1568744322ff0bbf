/** Sightings of a file as what may go back to whoever gave the indicators. Pure. */
import type { Release, ReleaseDraft } from '@tocsin/api'

/** All that goes back of a sighting: that it was seen, how often, and when first and last (STIX 2.1, 5.2). */
const GOES = [
  'type',
  'spec_version',
  'id',
  'created',
  'modified',
  'sighting_of_ref',
  'count',
  'first_seen',
  'last_seen',
] as const

/** Objects of a release at most, as the contract has it. */
const MOST = 10_000
const LONGEST_TITLE = 300

type Given = Readonly<Record<string, unknown>>

export type SightingDraft = {
  /** Null where no sighting of the file is of an object of the release. */
  readonly draft: ReleaseDraft | null
  /** What stays here, in words, each with its count. */
  readonly stays: readonly string[]
}

/**
 * A draft that names the sender of `release` alone, under the terms of that release, with the sightings of `objects` that are of
 * objects in `held`. Whatever else stands in the file or in a sighting is left out, and said.
 */
export function draftSightings(
  { summary }: Pick<Release, 'summary'>,
  held: ReadonlySet<string>,
  objects: readonly unknown[],
): SightingDraft {
  const sightings = objects.filter(isSighting)
  const of = sightings.filter(
    ({ sighting_of_ref: ref }) => typeof ref === 'string' && held.has(ref),
  )
  const sent = of.slice(0, MOST)
  const more = new Set(of.flatMap((one) => Object.keys(one)).filter((key) => !isSaid(key)))
  const stays = [
    objects.length > sightings.length &&
      `${countOf(objects.length - sightings.length, 'object')} of another kind`,
    sightings.length > of.length &&
      `${countOf(sightings.length - of.length, 'sighting')} of what this release does not hold`,
    of.length > sent.length &&
      `${countOf(of.length - sent.length, 'sighting')} above ${MOST}: send them apart`,
    more.size > 0 && `what else the sightings say: ${[...more].toSorted().join(', ')}`,
  ].filter((words) => words !== false)
  if (sent.length === 0) return { draft: null, stays }
  const { groupId, tlp, pap, purpose, basis } = summary.terms
  const draft = {
    title: `Seen: ${summary.title}`.slice(0, LONGEST_TITLE),
    terms: { groupId, tlp, pap, purpose, basis, named: [summary.from.id] },
    objects: sent.map((one) => Object.fromEntries(GOES.flatMap((key) => entryOf(one, key)))),
  }
  return { draft, stays }
}

export function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

const isSaid = (key: string): boolean => (GOES as readonly string[]).includes(key)

const entryOf = (one: Given, key: string): [string, unknown][] =>
  key in one ? [[key, one[key]]] : []

function isSighting(value: unknown): value is Given {
  return (value as { type?: unknown } | null)?.type === 'sighting'
}
