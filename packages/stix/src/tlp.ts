/**
 * The Traffic Light Protocol in STIX: TLP 1 (STIX 2.1, 7.2.1.4) and TLP 2.0 (OASIS extension
 * extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d), whose objects and ids are fixed.
 */
import { StixError } from './errors.ts'
import { reading } from './reading.ts'
import { shown } from './shown.ts'

/** The five labels of TLP 2.0, least restrictive first. */
export const TLP_LEVELS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
export type TlpLevel = (typeof TLP_LEVELS)[number]

/** The extension definition that gives TLP 2.0 its place in a marking-definition. */
export const TLP_2_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'

/** A TLP 2.0 marking-definition, as every producer must write it. */
export type TlpMarking = {
  readonly type: 'marking-definition'
  readonly spec_version: '2.1'
  readonly id: `marking-definition--${string}`
  readonly created: string
  readonly name: string
  readonly extensions: {
    readonly [TLP_2_EXTENSION]: {
      readonly extension_type: 'property-extension'
      readonly tlp_2_0: TlpLevel
    }
  }
}

/** A TLP 1 marking-definition, built into STIX 2.1. */
export type Tlp1Marking = {
  readonly type: 'marking-definition'
  readonly spec_version: '2.1'
  readonly id: `marking-definition--${string}`
  readonly created: string
  readonly definition_type: 'tlp'
  readonly name: string
  readonly definition: { readonly tlp: 'white' | 'green' | 'amber' | 'red' }
}

function tlp2(level: TlpLevel, uuid: string): TlpMarking {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${uuid}`,
    created: '2022-10-01T00:00:00.000Z',
    name: `TLP:${level.toUpperCase()}`,
    extensions: { [TLP_2_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: level } },
  }
}

function tlp1(tlp: 'white' | 'green' | 'amber' | 'red', uuid: string): Tlp1Marking {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${uuid}`,
    created: '2017-01-20T00:00:00.000Z',
    definition_type: 'tlp',
    name: `TLP:${tlp.toUpperCase()}`,
    definition: { tlp },
  }
}

/** The TLP 2.0 marking-definitions by level. */
export const TLP: Readonly<Record<TlpLevel, TlpMarking>> = {
  clear: tlp2('clear', '94868c89-83c2-464b-929b-a1a8aa3c8487'),
  green: tlp2('green', 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb'),
  amber: tlp2('amber', '55d920b0-5e8b-4f79-9ee9-91f868d9b421'),
  'amber+strict': tlp2('amber+strict', '939a9414-2ddd-4d32-a0cd-375ea402b003'),
  red: tlp2('red', 'e828b379-4e03-4974-9ac4-e53a884c97c1'),
}

/** The TLP 1 marking-definitions, which others still use; `white` is what TLP 2.0 calls `clear`. */
export const TLP_1 = {
  white: tlp1('white', '613f2e26-407d-48c7-9eca-b8e91df99dc9'),
  green: tlp1('green', '34098fce-860f-48ae-8e50-ebd3cc5e41da'),
  amber: tlp1('amber', 'f88d31f6-486f-44da-b317-01333bde0b82'),
  red: tlp1('red', '5e57c739-391a-4eb3-b6be-7d15ca92d5ed'),
} as const

const LEVEL_BY_ID: ReadonlyMap<string, TlpLevel> = new Map([
  ...TLP_LEVELS.map((level) => [TLP[level].id, level] as const),
  [TLP_1.white.id, 'clear'],
  [TLP_1.green.id, 'green'],
  [TLP_1.amber.id, 'amber'],
  [TLP_1.red.id, 'red'],
])

/** The TLP 2.0 marking-definition of a level: `tlpMarking('amber+strict').id` goes into `object_marking_refs`. Throws StixError `bad-marking`. */
export function tlpMarking(level: TlpLevel): TlpMarking {
  verifyTlpLevel(level)
  return TLP[level]
}

/** Throws StixError `bad-marking` for what is no label of TLP 2.0 (in JavaScript nothing else would tell). */
export function verifyTlpLevel(level: string): void {
  if (!TLP_LEVELS.includes(level as TlpLevel))
    throw new StixError(
      'bad-marking',
      `${shown(level)} is no TLP level; there are ${TLP_LEVELS.join(', ')}`,
    )
}

/** The TLP level a marking-definition id stands for, or null when it is no TLP marking. */
export function tlpOfId(id: string): TlpLevel | null {
  return LEVEL_BY_ID.get(id) ?? null
}

/** 0 (clear) to 4 (red). */
export function tlpRank(level: TlpLevel): number {
  return TLP_LEVELS.indexOf(level)
}

/**
 * The most restrictive of the levels, null when there is none.
 * Throws StixError `invalid` or `unreadable` for what is no list.
 */
export function joinTlp(levels: Iterable<TlpLevel | null>): TlpLevel | null {
  let rank = -1
  for (const level of listOf(levels)) if (level !== null) rank = Math.max(rank, tlpRank(level))
  return TLP_LEVELS[rank] ?? null
}

/**
 * The TLP level a list of marking ids adds up to: the most restrictive one, null when none is a TLP marking.
 * An id that is neither TLP nor known to the caller counts as red, since nobody can tell what it forbids. Throws as `joinTlp`.
 */
export function tlpOf(
  markingRefs: Iterable<string>,
  isKnown: (id: string) => boolean = () => false,
): TlpLevel | null {
  const levelOf = (id: string) => tlpOfId(id) ?? (isKnown(id) ? null : 'red')
  return joinTlp(reading({}, () => listOf(markingRefs).map(levelOf)))
}

/** The items; a text is none, though it can be gone through letter by letter. */
function listOf<T>(items: Iterable<T>): T[] {
  if (typeof items === 'string') throw new StixError('invalid', `${shown(items)} is no list`)
  return reading({}, () => [...items])
}
